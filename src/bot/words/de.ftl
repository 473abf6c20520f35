# Alles, was der Bot sagt, auf Deutsch.

## Befehle

name-digest = digest
name-latest = neueste
name-search = suche
name-show = zeige
name-random = zufall
name-today = heute
name-edit = bearbeiten
name-remove = entfernen
name-drafts = entwürfe
name-author = autor
name-tags = themen
name-add = hinzufügen
name-url = url
name-file = datei
name-digest-this = Zusammenfassen
name-about = über
name-help = hilfe
name-count = anzahl
name-publication = zeitung
name-tag = thema
name-query = anfrage
name-name = name
name-private = privat
name-follow = folgen
name-unfollow = entfolgen
name-me = ich
name-timezone = zeitzone
name-hour = stunde
name-language = sprache
name-forget = vergessen
name-daily = täglich
name-set = einrichten
name-pause = pausieren
name-resume = fortsetzen
name-stop = beenden
name-preview = vorschau
name-channel = kanal
name-at = um
name-days = tage
name-exclude = ohne
name-when_empty = wenn_nichts_neues
name-role = rolle
name-settings = einstellungen
name-log_channel = meldekanal
name-hide_publication = zeitung_verbergen
name-hide_tag = thema_verbergen
name-hide_language = sprache_verbergen
name-show_again = wieder_zeigen
name-reset = zurücksetzen

command-digest = Kurzfassungen von Meinungsbeiträgen: wer was vertritt und warum
command-digest-latest = Die neueste Kurzfassung oder die neuesten
    .count = Mehr als eine gibt eine Liste
    .publication = Nur aus dieser Zeitung
    .author = Nur von dieser Person
    .tag = Nur zu diesem Thema
command-digest-search = Kurzfassungen nach Wörtern suchen
    .query = Wörter aus Titel, Argument, Autor oder Themen
command-digest-show = Eine Kurzfassung zeigen
    .digest = Titel, Autor oder Kennung
command-digest-random = Eine zufällige Kurzfassung zeigen
command-digest-today = Die Kurzfassung des Tages in diesem Kanal zeigen
command-digest-edit = Eine Kurzfassung berichtigen
    .digest = Titel, Autor oder Kennung
command-digest-remove = Eine Kurzfassung mit ihren Beiträgen aus der Sammlung nehmen
    .digest = Titel, Autor oder Kennung
command-digest-drafts = Was auf Veröffentlichung wartet
command-author = Wer jemand ist, und die Beiträge, neueste zuerst
    .name = Name oder Handle
command-tags = Die häufigsten Themen oder die Kurzfassungen zu einem
    .tag = Das Thema, zu dem Kurzfassungen gezeigt werden
command-follow = Ein täglicher Brief mit Neuem von jemandem oder zu einem Thema
    .author = Wessen neue Beiträge
    .tag = Worum es in den neuen Beiträgen geht
command-unfollow = Keine Briefe mehr über jemanden oder ein Thema
    .author = Jemand, dem du folgst
    .tag = Ein Thema, dem du folgst
command-me = Deine Zeitzone, die Stunde deiner Briefe, deine Sprache und wem du folgst
    .timezone = Gebiet/Stadt, etwa Europe/Berlin, oder UTC
    .hour = Die Stunde deines täglichen Briefs, von 0 bis 23
    .language = Die Sprache, in der du Antwort bekommst
    .forget = Alles löschen, was über dich gespeichert ist
choice-language-en = English
choice-language-de = Deutsch
choice-language-es = Español
choice-language-fr = Français
choice-language-discord = Wie in Discord
command-daily = Die Tagesbeiträge dieses Servers
command-daily-set = Ein Tagesbeitrag für einen Kanal, oder eine Änderung an einem
    .channel = Wo er kommt; ohne Angabe in diesem Kanal
    .at = Ortszeit, etwa 08:00
    .timezone = Gebiet/Stadt, etwa Europe/Berlin, oder UTC
    .days = An welchen Tagen, etwa Mo-Fr; ohne Angabe an jedem
    .count = Wie viele Kurzfassungen ein Beitrag bringt: eine ist die ganze Karte
    .tag = Nur Beiträge zu diesem Thema; mehrere mit Kommas dazwischen
    .author = Nur Beiträge von diesen Leuten; mehrere mit Kommas dazwischen
    .publication = Nur Beiträge aus dieser Zeitung; mehrere mit Kommas dazwischen
    .exclude = Nie Beiträge mit diesem Thema, Autor oder aus dieser Zeitung
    .language = Nur Beiträge in dieser Sprache
    .when_empty = Was kommt, wenn es nichts Neues gibt
    .role = Eine Rolle, die jeder Beitrag erwähnt
    .name = Wie er heißt; der Name eines vorhandenen ändert diesen
choice-when_empty-older = Ein älterer Beitrag, den der Kanal noch nicht hatte
choice-when_empty-silence = Nichts
choice-when_empty-say = Eine Zeile, die das sagt
command-daily-show = Was in die Kanäle dieses Servers kommt, und wann
command-daily-pause = Einen Tagesbeitrag ruhen lassen, bis er fortgesetzt wird
    .name = Welchen; ohne Angabe den dieses Kanals
command-daily-resume = Einen Tagesbeitrag wieder kommen lassen
    .name = Welchen; ohne Angabe den dieses Kanals
command-daily-stop = Einen Tagesbeitrag beenden
    .name = Welchen; ohne Angabe den dieses Kanals
command-daily-preview = Der nächste Tagesbeitrag, wie er sein wird, nur für dich
    .name = Welcher; ohne Angabe der dieses Kanals
command-settings = Wie dieser Server den Bot haben will: Sprache, Meldekanal und was er verbirgt
    .language = Die Sprache dessen, was hier alle sehen
    .log_channel = Wo die Admins erfahren, was schiefgeht
    .hide_publication = Beiträge daraus sind hier nicht mehr zu sehen
    .hide_tag = Beiträge dazu sind hier nicht mehr zu sehen
    .hide_language = Beiträge in ihr sind hier nicht mehr zu sehen
    .show_again = Etwas Verborgenes, das wieder zu sehen sein soll
    .reset = Was wieder wie am Anfang sein soll
choice-language-readers = Die der Lesenden
choice-reset-language = Die Sprache
choice-reset-log_channel = Der Meldekanal
choice-reset-hidden = Was verborgen ist
choice-reset-everything = Alles
command-add = Einen Artikel zusammenfassen und in die Sammlung aufnehmen
    .url = Die Adresse des Artikels
    .file = Der Artikel als Datei, Text oder HTML
command-digest-this = Den Artikel, auf den eine Nachricht verweist, nur für dich zusammenfassen
command-about = Was dieser Bot ist, wie Kurzfassungen entstehen, und Datenschutz
command-help = Was dieser Bot kann
option-private = Die Antwort nur dir zeigen

## Karten

argues =
    { $kind ->
        [news]
            { $authors ->
                [one] *{ $names }* berichtet
               *[other] *{ $names }* berichten
            }
       *[other]
            { $authors ->
                [one] *{ $names }* meint
               *[other] *{ $names }* meinen
            }
    }
deck = *Zusammenfassung der Redaktion*
deck-of = *Zusammenfassung von { $publication }*
unnamed = Ungenannt
quoted = „{ $quote }“
tags = Themen
minutes = { $minutes } Min. Lesezeit
made-by-hand = Von Hand zusammengefasst
made-edited = Von Hand bearbeitet
made-extractive =
    { $authors ->
        [0] In den Worten des Artikels
        [one] In den Worten des Autors
       *[other] In den Worten der Autoren
    }
made-with-deck = Die erste Zeile von der Redaktion, das übrige in den Worten des Artikels
made-by-model = Geschrieben von { $model }, am Artikel geprüft
about-authors =
    { $authors ->
        [0] Über die Zeitung
        [one] Über den Autor
       *[other] Über die Autoren
    }
related = Verwandtes
read =
    { $kind ->
        [op-ed] Meinungsbeitrag lesen
       *[other] Original lesen
    }

## Wer jemand ist

nothing-known = Mehr ist hier nicht bekannt.
unsigned = Niemand hat diesen Beitrag gezeichnet: Er spricht für die Zeitung.
unnamed-publication = Eine ungenannte Zeitung
the-original = Das Original

## Listen

newest = Die neuesten
newest-of-these = Die neuesten davon
searched = Suche: { $query }
by = Von { $name }
tagged = Thema { $tag }
related-to = Verwandt mit { $title }
digests =
    { $count ->
        [one] 1 Kurzfassung
       *[other] { $count } Kurzfassungen
    }
page = Seite { $page } von { $pages }
page-short = { $page } von { $pages }
first = « Erste
previous = ‹ Zurück
next = Weiter ›
last = Letzte »
post-here = Hier posten
open-one = Eine Kurzfassung öffnen
list-tag = Ein Thema zeigen
some-tags = { $shown } von { $all } Themen
nearest-to = Keine Kurzfassung hat alles aus „{ $query }“; diese kommen am nächsten.

## Nichts da

nothing-found = Hier gibt es nichts zu „{ $query }“. Versuche weniger oder andere Wörter oder eines der Themen: { $tags }.
nothing-listed = Keine Kurzfassung passt zu alledem. Lass eine der Angaben weg.
nothing-related = Nichts anderes in der Sammlung hat dieselben Themen oder Autoren.
no-author = Niemand namens „{ $name }“ ist in der Sammlung. Namen werden beim Tippen ergänzt.
no-author-but = Niemand namens „{ $name }“ ist in der Sammlung. Meinst du { $near }?
no-tag = Keine Kurzfassung hat das Thema „{ $name }“. `/tags` zeigt die vorhandenen.
no-tag-but = Keine Kurzfassung hat das Thema „{ $name }“. Meinst du { $near }?
no-publication = Keine Kurzfassung ist aus „{ $name }“. Zeitungen werden beim Tippen ergänzt.
no-publication-but = Keine Kurzfassung ist aus „{ $name }“. Meinst du { $near }?
empty-library = Die Sammlung ist leer. Ein Kurator füllt sie mit `standfirst add`.

## Aufnehmen

added = Der Beitrag ist jetzt in der Sammlung.
known = Der Beitrag ist schon in der Sammlung; nichts wurde geändert.
known-elsewhere = Der Beitrag ist schon in der Sammlung, von einer anderen Adresse; diese wurde vermerkt.
updated = Der Beitrag wurde inzwischen geändert, und seine Kurzfassung mit ihm: { $changes }.
known-by-hand = Der Beitrag wurde inzwischen geändert, aber seine Kurzfassung ist von Hand und bleibt, wie sie ist.
refused = Es gibt keine Kurzfassung davon: { $reason }.
add-nothing = Gib die Adresse eines Artikels als `url` an oder eine Datei mit Text oder HTML als `file`.
add-one = Gib eine Adresse oder eine Datei an, nicht beides.
digest-this-nothing = In dieser Nachricht ist kein Link, und sie selbst ist zu kurz für eine Kurzfassung.
message-of = Eine Nachricht von { $name }
curators-only = Die Sammlung füllen ihre Kuratoren, und du bist hier keiner. Um einen Artikel für dich zusammenzufassen, nimm *Digest this* im Menü einer Nachricht mit seinem Link.
busy = Gerade ist zu viel auf einmal los. Bitte versuche es in einer Minute noch einmal.
slow-down = Das war viel auf einmal. Bitte warte eine Minute und versuche es dann noch einmal.
interrupted = Das wurde unterbrochen, bevor es fertig war. Bitte versuche es noch einmal.

## Kuratieren

edit-title = Titel
edit-gist = Was vertreten wird
edit-points = Punkte, je Zeile einer
edit-quote = Zitat, wörtlich
edit-tags = Themen, durch Kommas getrennt
unfit = Nichts wurde geändert: { $reason }.
edited = Die Kurzfassung ist berichtigt.
published = Jetzt sehen sie alle.
publish = Veröffentlichen
edit = Bearbeiten
discard = Verwerfen
drafts =
    { $count ->
        [one] Ein Entwurf wartet.
       *[other] { $count } Entwürfe warten.
    }
no-drafts = Kein Entwurf wartet auf Veröffentlichung.
open-draft = Einen Entwurf öffnen
really-remove = **{ $title }** mit den Beiträgen dazu aus der Sammlung nehmen?
remove = Entfernen
remove-for-good = Für immer entfernen
removed =
    { $posts ->
        [0] Sie ist entfernt.
        [one] Sie ist entfernt, und ein Beitrag dazu gelöscht.
       *[other] Sie ist entfernt, und { $posts } Beiträge dazu gelöscht.
    }
removed-for-good =
    { $posts ->
        [0] Sie ist entfernt und kommt nicht wieder.
        [one] Sie ist entfernt und kommt nicht wieder, und ein Beitrag dazu ist gelöscht.
       *[other] Sie ist entfernt und kommt nicht wieder, und { $posts } Beiträge dazu sind gelöscht.
    }
posts-answered =
    { $count ->
        [one] Ein Forenbeitrag bleibt ohne ihn stehen, wegen der Antworten darin.
       *[other] { $count } Forenbeiträge bleiben ohne ihn stehen, wegen der Antworten darin.
    }
posts-emptied =
    { $count ->
        [one] Ein Forenbeitrag bleibt leer stehen: Um ihn zu löschen, fehlt **Threads verwalten**.
       *[other] { $count } Forenbeiträge bleiben leer stehen: Um sie zu löschen, fehlt **Threads verwalten**.
    }
no-digest = Keine Kurzfassung heißt „{ $name }“. Titel werden beim Tippen ergänzt.
no-digest-but = Keine Kurzfassung heißt „{ $name }“. Meinst du { $near }?
votes = Leser: 👍 { $up } · 👎 { $down }
vote-counted = Danke, das zählt. Noch einmal drücken nimmt es zurück.
vote-taken-back = Zurückgenommen.
tags-of = Themen von { $title }

## Heute

posted-here = Der neueste tägliche Beitrag in diesem Kanal, vom { $day }.
not-posted-yet = Dieser Kanal hatte noch keinen täglichen Beitrag; dies ist die heutige Wahl aus der Sammlung.

## Hilfe

help-menu = `{ $name }`, im Menü einer Nachricht unter *Apps*
help-more = Jeder Befehl nimmt `private:True`: dann ist die Antwort nur für dich.
help-foot = { $digests } in der Sammlung. Jede gibt jemandes Meinung wieder und sagt, wessen.

## Fehler

broken = Hier ist etwas kaputtgegangen, und es liegt nicht an dir. Es steht im Protokoll; bitte versuche es in einer Minute noch einmal.
unknown-command = Diesen Befehl gibt es nicht mehr. Discord zeigt die vorhandenen, wenn du `/` tippst.
old-button = Dieser Knopf stammt aus einer anderen Version und bedeutet nichts mehr. Versuche `/help`.
gone = Diese Kurzfassung gibt es nicht mehr: Sie wurde aus der Sammlung genommen.

## Über den Bot

about-what = Kurzfassungen von Meinungsbeiträgen: wer was vertritt und warum. Ein Meinungsbeitrag ist jemandes Meinung, und jede Kurzfassung sagt, wessen.
about-library = In der Sammlung: { $digests }, { $people } Autoren, { $tags } Themen.
about-made = Wie Kurzfassungen entstehen
about-made-how = Jede Karte sagt es am Fuß: in eigenen Sätzen des Autors, von einem Modell und am Artikel geprüft, von der Redaktion der Zeitung oder von Hand. Der Artikel selbst wird nie gespeichert; der Titel führt zu ihm.
about-privacy = Datenschutz
about-privacy-how = Von dir wird aufbewahrt: deine Stimmen, was du verfolgst und einstellst, und von Kuratoren, was sie geändert haben. Der Bot liest keine Nachrichten außer der, auf die du *Digest this* anwendest, und behält sie nicht.

## Leute

me-title = Du
me-zone = Zeitzone
me-zone-none = UTC, bis du deine mit `/me timezone` angibst
me-letter = Täglicher Brief
me-letter-at = Um { $hour }, wenn es Neues gibt; der nächste am { $next }.
me-letter-none = Es kommt keiner, denn du folgst niemandem. `/follow` nimmt Autoren und Themen.
me-language = Sprache
me-language-discord = { $language }, wie in Discord
me-follows = Du folgst
me-follows-nothing = Niemandem
me-foot = /me forget:True löscht alles, was über dich gespeichert ist: dies hier, deine Bewertungen und das Verzeichnis deiner Briefe.
me-saved = Gespeichert.
me-forgotten = Alles, was über dich gespeichert war, ist gelöscht: deine Einstellungen, wem du gefolgt bist, deine Bewertungen und das Verzeichnis deiner Briefe.
me-nothing-kept = Über dich ist nichts gespeichert.
no-zone = „{ $name }“ ist keine Zeitzone. Schreibe Gebiet/Stadt, etwa `Europe/Berlin`, oder `UTC`; Namen werden beim Tippen ergänzt.
no-zone-but = „{ $name }“ ist keine Zeitzone. Meinst du `{ $near }`?
follow-new = Du folgst ab jetzt **{ $name }**.
follow-known = Du folgst **{ $name }** schon.
follow-full = **{ $name }** kam nicht dazu: Mehr als { $most } Autoren und Themen gehen nicht. `/unfollow` schafft Platz.
follow-when = Neues kommt in einer Direktnachricht am Tag, um { $hour } ({ $zone }). `/me` ändert das.
follows = Wem du folgst
authors = Autoren
follows-count = { $count } von höchstens { $most }
follows-nothing = Du folgst niemandem. Mit `/follow` nimmst du Autoren oder Themen dazu; Neues kommt dann in einer Direktnachricht am Tag.
unfollow-one = Einem davon nicht mehr folgen
unfollow-done = Du folgst **{ $name }** nicht mehr.
unfollow-unknown = Du folgst „{ $name }“ nicht. `/follow` zeigt, wem du folgst.
unfollow-unknown-but = Du folgst „{ $name }“ nicht. Meinst du { $near }?
daily-title = Die Meinungen von heute
daily-title-of = Meinungen vom { $day }
daily-nothing = Heute nichts Neues: Dieser Kanal hat alles gehabt, was er haben will.
daily-newest = Die neuesten

letter-title = Neues von denen, denen du folgst
letter-more = … und { $more } weitere: `/digest latest`
letter-foot = Höchstens ein Brief am Tag. /me stellt die Stunde ein, /unfollow den Inhalt.
letter-stop = Keine Briefe mehr
letter-stopped = Deine Briefe sind angehalten; wem du folgst, bleibt gespeichert.
letter-resume = Wieder schicken
letter-resumed = Deine Briefe kommen wieder; der nächste am { $next }, wenn es Neues gibt.
letters-reopened = Deine Briefe waren zurückgehalten, weil Discord diesen Bot nicht an dich schreiben ließ. Ab jetzt kommen sie wieder; wenn nicht, erlaube Direktnachrichten in den Privatsphäre-Einstellungen eines Servers, auf dem auch der Bot ist.

## Tagesbeiträge

dailies-title = Die Tagesbeiträge dieses Servers
dailies-foot = /daily set mit einem Namen ändert einen; /daily preview zeigt den nächsten.
daily-none = Dieser Server hat keinen Tagesbeitrag. `/daily set` richtet einen ein, ohne Angaben für diesen Kanal um 08:00.
daily-unknown = Kein Tagesbeitrag hier heißt „{ $name }“. Es gibt: { $names }. Nichts wurde geändert.
daily-which = Welcher? Nenne seinen Namen: { $names }.
daily-config = **{ $name }** ist vom Betreiber dieses Bots eingestellt, in config.toml unter [[daily]]. Hier lässt er sich zeigen, pausieren und fortsetzen; alles andere wird dort geändert.
daily-from-config = In der config.toml des Betreibers eingestellt
daily-new = Eingerichtet: **{ $name }**
daily-changed = Geändert: **{ $name }**
daily-same = **{ $name }** ist schon so eingestellt.
daily-when = { $days } um { $at } ({ $zone })
daily-what =
    { $count ->
        [one] Eine Kurzfassung in { $channel }: { $when }.
       *[other] { $count } Kurzfassungen in { $channel }: { $when }.
    }
daily-next = Als Nächstes: { $next }
daily-tags = Nur zu: { $names }
daily-authors = Nur von: { $names }
daily-publications = Nur aus: { $names }
daily-exclude = Nie: { $names }
daily-languages = Nur auf: { $names }
daily-silence = Gibt es nichts Neues, kommt nichts.
daily-say = Gibt es nichts Neues, sagt das eine Zeile.
daily-role = Erwähnt { $role }
daily-crosspost = Jeder Beitrag wird an die Server weitergegeben, die dem Kanal folgen.
daily-paused-asked = Pausiert seit { $since }, auf Wunsch; `/daily resume` lässt ihn wieder kommen.
daily-paused-refused = Pausiert seit { $since }, weil Discord diesen Bot dort nicht schreiben lässt: { $reason }. Er geht von selbst weiter, sobald er darf, oder mit `/daily resume`.
daily-paused-missing = Pausiert seit { $since }, weil es den Kanal nicht mehr gibt. `/daily set` mit seinem Namen gibt ihm einen anderen.
daily-paused-left = Pausiert seit { $since }, weil dieser Bot nicht auf dem Server war.
daily-paused = **{ $name }** ist pausiert. `/daily resume` lässt ihn wieder kommen; was er versäumt, wird nicht nachgeholt.
daily-resumed = **{ $name }** kommt wieder; als Nächstes: { $next }.
daily-stopped = **{ $name }** kommt nicht mehr. `/daily set` richtet ihn neu ein.
daily-preview = Vorschau auf den nächsten Beitrag:
daily-nothing-fits = Nichts, was passt, ist für diesen Kanal jetzt neu: Bis sich das ändert, käme nichts.
daily-zone-earlier = Die Zeitzone { $zone } ist die eines anderen Tagesbeitrags dieses Servers; `timezone` nennt eine andere.
daily-zone-own = Die Zeitzone { $zone } ist deine aus `/me`; `timezone` nennt eine andere.
daily-zone-none = Die Zeitzone ist UTC, weil weder dieser Server noch du eine angegeben hast; `timezone` nennt eine andere.
daily-name = Ein Name hat 1 bis { $most } Zeichen, das erste davon kein @.
daily-full = Dieser Server hat { $most } Tagesbeiträge; mehr gehen nicht. `/daily stop` schafft Platz.
nothing-saved = Nichts wurde gespeichert.
every-day = Jeden Tag
every-day-too = täglich, alle tage, alle
weekdays = Montag bis Freitag
weekdays-too = werktags, werktage, wochentags, wochentage
weekends = Samstag und Sonntag
weekends-too = am wochenende, wochenende, wochenenden
weekly-too = wöchentlich, einmal die Woche, jede Woche
noon = Mittag
midnight = Mitternacht
time-loose = „{ $typed }“ wurde als { $time } verstanden, aber eine Zeit wird mit Stunden und Minuten auf der 24-Stunden-Uhr geschrieben. Nimm `at:{ $time }`.
time-beyond = „{ $typed }“ wurde als Uhrzeit verstanden, aber kein Tag hat sie: Stunden gehen von 00 bis 23, Minuten von 00 bis 59. Nimm zum Beispiel `at:{ $time }`.
time-nothing = „{ $typed }“ ist keine Uhrzeit. Schreibe Stunden und Minuten auf der 24-Stunden-Uhr: zum Beispiel `at:{ $time }`.
zone-short = „{ $name }“ wurde als Kürzel einer Zeitzone verstanden, sagt aber nicht, wann die Uhren umgestellt werden. Nimm `timezone:{ $near }`.
zone-offset = „{ $name }“ wurde als Abstand von UTC verstanden, sagt aber nicht, wann die Uhren umgestellt werden. Zur Zeit gilt er hier: { $near }. Nimm eine davon als `timezone`.
no-days = „{ $name }“ sind keine Tage. Schreibe sie wie `Mo-Fr`, `Dienstag, Donnerstag` oder `jeden Tag`.
no-such-name = Kein Thema, niemand und keine Zeitung heißt „{ $name }“. Namen werden beim Tippen ergänzt.
no-such-name-but = Kein Thema, niemand und keine Zeitung heißt „{ $name }“. Meinst du { $near }?

## Server

servers-only = Das wird für einen Server eingestellt. Nutze es in einem, in dem dieser Bot ist.
managers-only = Dafür braucht es das Recht „Server verwalten“, das du hier nicht hast.
nothing-changed = Nichts wurde geändert.
settings-title = Die Einstellungen dieses Servers
settings-language = Sprache dessen, was alle sehen
settings-log = Meldekanal
settings-no-log = Keiner: Wer es wissen soll, bekommt eine Nachricht
settings-publications = Verborgene Zeitungen
settings-tags = Verborgene Themen
settings-languages = Verborgene Sprachen
settings-none = Keine
settings-foot = Was verborgen ist, steht in keiner Liste, Suche und keinem Tagesbeitrag dieses Servers. Ändern kann das nur, wer den Server verwaltet.
settings-full = Gespeichert, aber mehr als { $most } Dinge lassen sich nicht verbergen; der Rest blieb weg.
show-again = Eines davon wieder zeigen
not-hidden = Nichts mit dem Namen „{ $name }“ ist hier verborgen. `/settings` zeigt, was es ist.
no-language = „{ $name }“ ist keine hier bekannte Sprache. Schreibe das Kürzel, etwa `de`, oder den Namen, etwa `Deutsch`.
a-publication = Zeitung
a-tag = Thema
a-language = Sprache
channel-unseen = Dieser Bot sieht { $channel } nicht: Ihm fehlt dort **Kanal ansehen**, oder den Kanal gibt es nicht mehr.
channel-elsewhere = { $channel } ist kein Kanal dieses Servers. Wähle einen, der es ist.
channel-no-place = In { $channel } kann nichts geschrieben werden. Wähle einen Textkanal.
channel-unknown = Discord hat nicht rechtzeitig gesagt, was dieser Bot in { $channel } darf. Bitte versuche es in einer Minute noch einmal.
channel-lacking = Diesem Bot fehlen in { $channel } Rechte: { $permissions }. Gib sie ihm dort und versuche es noch einmal.
no-role = Eine solche Rolle, die erwähnt werden kann, gibt es hier nicht. Wähle eine andere, und nicht \@everyone.
permission-view-channel = Kanal ansehen
permission-send-messages = Nachrichten senden
permission-send-in-threads = Nachrichten in Threads senden
permission-embed-links = Links einbetten
permission-read-history = Nachrichtenverlauf anzeigen
permission-mention-roles = Erwähne \@everyone, \@here und alle Rollen

## Meldungen

notice-lacking = Seit { $since } kann der tägliche Beitrag „{ $name }“ nicht in { $channel } erscheinen: Diesem Bot fehlt dort { $permissions }. Es geht von selbst weiter, sobald er es hat, oder sofort mit `/daily resume`.
notice-gone = Seit { $since } kann der tägliche Beitrag „{ $name }“ nicht erscheinen: Seinen Kanal gibt es nicht mehr. Gib ihm mit `/daily set` einen anderen.
notice-left = Seit { $since } kann der tägliche Beitrag „{ $name }“ nicht in { $channel } erscheinen: Dieser Bot ist nicht mehr auf dem Server. Kommt er binnen dreißig Tagen zurück, geht es von selbst weiter; danach wird der Beitrag vergessen.
notice-refused = Seit { $since } kann der tägliche Beitrag „{ $name }“ nicht in { $channel } erscheinen. Discord sagt: „{ $reason }“. Es wird jeden Tag wieder versucht, oder sofort mit `/daily resume`.
notice-resumed = Der tägliche Beitrag „{ $name }“ in { $channel } geht weiter. Er war seit { $since } angehalten.
notice-uncertain = Der tägliche Beitrag „{ $name }“ vom { $day } in { $channel } ist vielleicht nicht angekommen, und dieser Bot kann es nicht feststellen: Er braucht dort **Nachrichtenverlauf anzeigen**. Damit nichts doppelt kommt, wird er nicht wiederholt. ({ $since })

## Namen und Daten

and-two = { $first } und { $last }
and-three = { $first }, { $second } und { $last }
and-others = { $first }, { $second } und { $others } weitere
day = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
