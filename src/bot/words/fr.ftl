# Tout ce que dit le bot, en français.

## Commandes

name-digest = résumé
name-latest = dernier
name-search = chercher
name-show = montrer
name-random = hasard
name-today = aujourdhui
name-edit = corriger
name-remove = retirer
name-drafts = brouillons
name-author = auteur
name-tags = sujets
name-add = ajouter
name-url = url
name-file = fichier
name-digest-this = Résumer
name-about = àpropos
name-help = aide
name-count = nombre
name-publication = journal
name-tag = sujet
name-query = requête
name-name = nom
name-private = privé
name-follow = suivre
name-unfollow = oublier
name-me = moi
name-timezone = fuseau
name-hour = heure
name-language = langue
name-forget = effacer
name-daily = quotidien
name-set = régler
name-pause = suspendre
name-resume = reprendre
name-stop = arrêter
name-preview = aperçu
name-channel = salon
name-at = à
name-days = jours
name-exclude = sans
name-when_empty = si_rien_de_neuf
name-role = rôle
name-settings = réglages
name-log_channel = salon_d_avis
name-hide_publication = cacher_journal
name-hide_tag = cacher_sujet
name-hide_language = cacher_langue
name-show_again = remontrer
name-reset = réinitialiser

command-digest = Des tribunes en bref : qui défend quoi, et pourquoi
command-digest-latest = Le dernier résumé, ou les derniers
    .count = Plus d’un donne une liste
    .publication = Seulement de ce journal
    .author = Seulement de cet auteur
    .tag = Seulement sur ce sujet
command-digest-search = Chercher des résumés par leurs mots
    .query = Des mots du titre, de l’argument, de l’auteur ou des sujets
command-digest-show = Montrer un résumé
    .digest = Son titre, son auteur ou son identifiant
command-digest-random = Montrer un résumé au hasard
command-digest-today = Montrer le résumé du jour de ce salon
command-digest-edit = Corriger un résumé
    .digest = Son titre, son auteur ou son identifiant
command-digest-remove = Retirer un résumé de la collection, avec ses publications
    .digest = Son titre, son auteur ou son identifiant
command-digest-drafts = Ce qui attend d’être publié
command-author = Qui est un auteur, et ses textes, les plus récents d’abord
    .name = Le nom de l’auteur ou son pseudo
command-tags = Les sujets les plus fréquents, ou les résumés de l’un d’eux
    .tag = Le sujet dont montrer les résumés
command-follow = Une lettre par jour avec les nouveautés d’un auteur ou d’un sujet
    .author = De qui viennent les nouveautés
    .tag = Le sujet des nouveautés
command-unfollow = Plus de lettres sur un auteur ou un sujet
    .author = Un auteur que vous suivez
    .tag = Un sujet que vous suivez
command-me = Votre fuseau horaire, l’heure de vos lettres, votre langue et ce que vous suivez
    .timezone = Région/Ville, comme Europe/Paris, ou UTC
    .hour = L’heure de votre lettre du jour, de 0 à 23
    .language = La langue dans laquelle on vous répond
    .forget = Effacer tout ce qui est gardé sur vous
choice-language-en = English
choice-language-de = Deutsch
choice-language-es = Español
choice-language-fr = Français
choice-language-discord = Comme dans Discord
command-daily = Les publications du jour de ce serveur
command-daily-set = Une publication du jour pour un salon, ou un changement à l’une d’elles
    .channel = Où elle vient ; dans ce salon, si vous n’en nommez aucun
    .at = Heure locale, comme 08:00
    .timezone = Région/Ville, comme Europe/Paris, ou UTC
    .days = Quels jours, comme lun-ven ; tous, si vous n’en nommez aucun
    .count = Combien de résumés elle apporte : un seul est la carte entière
    .tag = Seulement sur ce sujet ; plusieurs avec des virgules
    .author = Seulement de ces auteurs ; plusieurs avec des virgules
    .publication = Seulement de ce journal ; plusieurs avec des virgules
    .exclude = Jamais de textes de ce sujet, de cet auteur ou de ce journal
    .language = Seulement des textes dans cette langue
    .when_empty = Ce qui vient quand il n’y a rien de neuf
    .role = Un rôle que chaque publication mentionne
    .name = Son nom ; le nom d’une publication existante change celle-ci
choice-when_empty-older = Un texte plus ancien que le salon n’a pas eu
choice-when_empty-silence = Rien
choice-when_empty-say = Une ligne qui le dit
command-daily-show = Ce qui vient dans les salons de ce serveur, et quand
command-daily-pause = Laisser une publication du jour en repos jusqu’à sa reprise
    .name = Laquelle ; celle de ce salon, si vous n’en nommez aucune
command-daily-resume = Faire revenir une publication du jour
    .name = Laquelle ; celle de ce salon, si vous n’en nommez aucune
command-daily-stop = Mettre fin à une publication du jour
    .name = Laquelle ; celle de ce salon, si vous n’en nommez aucune
command-daily-preview = La prochaine publication du jour telle qu’elle sera, pour vous seul
    .name = Laquelle ; celle de ce salon, si vous n’en nommez aucune
command-settings = Comment ce serveur veut le bot : langue, salon d’avis, et ce qu’il cache
    .language = La langue de ce que tous voient ici
    .log_channel = Où les admins apprennent ce qui ne va pas
    .hide_publication = Ses textes ne se voient plus ici
    .hide_tag = Les textes sur ce sujet ne se voient plus ici
    .hide_language = Les textes dans cette langue ne se voient plus ici
    .show_again = Une chose cachée qui doit se voir à nouveau
    .reset = Ce qui redevient comme au début
choice-language-readers = Celle de chaque lecteur
choice-reset-language = La langue
choice-reset-log_channel = Le salon d’avis
choice-reset-hidden = Ce qui est caché
choice-reset-everything = Tout
command-add = Résumer un article et le mettre dans la collection
    .url = L’adresse de l’article
    .file = L’article en fichier, texte ou HTML
command-digest-this = Résumer pour vous seul l’article lié dans un message
command-about = Ce qu’est ce bot, comment les résumés sont faits, et vie privée
command-help = Ce que ce bot sait faire
option-private = Ne montrer la réponse qu’à vous

## Cartes

argues =
    { $kind ->
        [news]
            { $authors ->
                [one] *{ $names }* rapporte
               *[other] *{ $names }* rapportent
            }
       *[other]
            { $authors ->
                [one] *{ $names }* soutient
               *[other] *{ $names }* soutiennent
            }
    }
deck = *Résumé de la rédaction*
deck-of = *Résumé de { $publication }*
unnamed = Sans signature
quoted = « { $quote } »
tags = Sujets
minutes = { $minutes } min de lecture
made-by-hand = Résumé à la main
made-edited = Corrigé à la main
made-extractive =
    { $authors ->
        [0] Avec les mots de l’article
        [one] Avec les mots de l’auteur
       *[other] Avec les mots des auteurs
    }
made-with-deck = La première ligne de la rédaction, le reste avec les mots de l’article
made-by-model = Écrit par { $model }, vérifié dans l’article
about-authors =
    { $authors ->
        [0] Sur le journal
        [one] Sur l’auteur
       *[other] Sur les auteurs
    }
related = À lire aussi
read =
    { $kind ->
        [op-ed] Lire la tribune
       *[other] Lire l’original
    }

## Qui est qui

nothing-known = On n’en sait pas plus ici.
unsigned = Personne n’a signé ce texte : il parle pour le journal.
unnamed-publication = Un journal sans nom
the-original = L’original

## Listes

newest = Les derniers
newest-of-these = Les derniers d’entre eux
searched = Recherche : { $query }
by = De { $name }
tagged = Sujet { $tag }
related-to = En rapport avec { $title }
digests =
    { $count ->
        [one] { $count } résumé
       *[other] { $count } résumés
    }
page = page { $page } sur { $pages }
page-short = { $page } sur { $pages }
first = « Début
previous = ‹ Précédent
next = Suivant ›
last = Fin »
post-here = Publier ici
open-one = Ouvrir un résumé
list-tag = Montrer un sujet
some-tags = { $shown } sujets sur { $all }
nearest-to = Aucun résumé n’a tout de « { $query } » ; voici les plus proches.

## Rien trouvé

nothing-found = Rien ici sur « { $query } ». Essayez avec moins de mots, ou d’autres, ou l’un des sujets : { $tags }.
nothing-listed = Aucun résumé ne répond à tout cela. Retirez l’une des options.
nothing-related = Rien d’autre ici n’a les mêmes sujets ou les mêmes auteurs.
no-author = Personne du nom de « { $name } » n’est ici. Les noms se complètent à mesure que vous tapez.
no-author-but = Personne du nom de « { $name } » n’est ici. Vouliez-vous dire { $near } ?
no-tag = Aucun résumé n’a le sujet « { $name } ». `/tags` montre ceux qui existent.
no-tag-but = Aucun résumé n’a le sujet « { $name } ». Vouliez-vous dire { $near } ?
no-publication = Aucun résumé ne vient de « { $name } ». Les journaux se complètent à mesure que vous tapez.
no-publication-but = Aucun résumé ne vient de « { $name } ». Vouliez-vous dire { $near } ?
empty-library = La collection est vide. Un curateur la remplit avec `standfirst add`.

## Ajouter

added = Le texte est maintenant dans la collection.
known = Le texte est déjà dans la collection ; rien n’a changé.
known-elsewhere = Le texte est déjà dans la collection, à une autre adresse ; celle-ci a été notée.
updated = Le texte a été modifié depuis, et son résumé avec lui : { $changes }.
known-by-hand = Le texte a été modifié depuis, mais son résumé est fait à la main et reste tel quel.
refused = Aucun résumé n’en a été fait : { $reason }.
add-nothing = Donnez l’adresse d’un article dans `url`, ou un fichier de texte ou HTML dans `file`.
add-one = Donnez une adresse ou un fichier, pas les deux.
digest-this-nothing = Il n’y a pas de lien dans ce message, et il est trop court pour être résumé.
message-of = Un message de { $name }
curators-only = La collection est remplie par ses curateurs, et vous n’en êtes pas un ici. Pour lire un article en bref, prenez *Digest this* dans le menu d’un message qui a son lien.
busy = Il y a trop à faire en ce moment. Réessayez dans une minute.
slow-down = Cela fait beaucoup d’un coup. Patientez une minute, puis réessayez.
interrupted = Cela a été interrompu avant la fin. Réessayez.

## Curation

edit-title = Titre
edit-gist = Ce qui est défendu
edit-points = Points, un par ligne
edit-quote = Citation, mot pour mot
edit-tags = Sujets, séparés par des virgules
unfit = Rien n’a été changé : { $reason }.
edited = Le résumé est corrigé.
published = Les lecteurs le voient maintenant.
publish = Publier
edit = Corriger
discard = Écarter
drafts =
    { $count ->
        [one] Un brouillon attend.
       *[other] { $count } brouillons attendent.
    }
no-drafts = Aucun brouillon n’attend d’être publié.
open-draft = Ouvrir un brouillon
really-remove = Retirer **{ $title }** de la collection, avec ses publications ?
remove = Retirer
remove-for-good = Retirer pour de bon
removed =
    { $posts ->
        [0] Il est retiré.
        [one] Il est retiré, et une publication supprimée.
       *[other] Il est retiré, et { $posts } publications supprimées.
    }
removed-for-good =
    { $posts ->
        [0] Il est retiré et ne reviendra pas.
        [one] Il est retiré et ne reviendra pas, et une publication est supprimée.
       *[other] Il est retiré et ne reviendra pas, et { $posts } publications sont supprimées.
    }
posts-answered =
    { $count ->
        [one] Une publication de forum reste sans lui, pour les réponses de ses lecteurs.
       *[other] { $count } publications de forum restent sans lui, pour les réponses de leurs lecteurs.
    }
posts-emptied =
    { $count ->
        [one] Une publication de forum reste, vide : pour la supprimer, il faut **Gérer les fils**.
       *[other] { $count } publications de forum restent, vides : pour les supprimer, il faut **Gérer les fils**.
    }
no-digest = Aucun résumé ne s’appelle « { $name } ». Les titres se complètent à mesure que vous tapez.
no-digest-but = Aucun résumé ne s’appelle « { $name } ». Vouliez-vous dire { $near } ?
votes = Lecteurs : 👍 { $up } · 👎 { $down }
vote-counted = Merci, c’est compté. Appuyez encore pour le reprendre.
vote-taken-back = Repris.
tags-of = Sujets de { $title }

## Aujourd’hui

posted-here = La dernière publication quotidienne de ce salon, du { $day }.
not-posted-yet = Ce salon n’a pas encore eu de publication quotidienne ; voici le choix du jour dans la collection.

## Aide

help-menu = `{ $name }`, dans le menu d’un message sous *Applications*
help-more = Chaque commande accepte `private:True` : la réponse n’est alors que pour vous.
help-foot = { $digests } dans la collection. Chacun rend une opinion, et dit de qui.

## Ennuis

broken = Quelque chose s’est cassé ici, et vous n’y êtes pour rien. C’est dans le journal ; réessayez dans une minute.
unknown-command = Cette commande n’existe plus. Discord montre celles qui existent quand vous tapez `/`.
old-button = Ce bouton vient d’une autre version et ne veut plus rien dire. Essayez `/help`.
gone = Ce résumé n’existe plus : il a été retiré de la collection.

## À propos

about-what = Des tribunes en bref : qui défend quoi, et pourquoi. Une tribune est l’opinion de quelqu’un, et chaque résumé dit de qui.
about-library = Dans la collection : { $digests }, { $people } auteurs, { $tags } sujets.
about-made = Comment les résumés sont faits
about-made-how = Chaque carte le dit en bas : avec les phrases de l’auteur, par un modèle et vérifié dans l’article, par la rédaction du journal, ou à la main. L’article lui-même n’est jamais gardé ; le titre y mène.
about-privacy = Vie privée
about-privacy-how = On garde de vous : vos votes, ce que vous suivez et réglez, et, des curateurs, ce qu’ils ont changé. Le bot ne lit aucun message sauf celui sur lequel vous prenez *Digest this*, et ne le garde pas.

## Les gens

me-title = Vous
me-zone = Fuseau horaire
me-zone-none = UTC, jusqu’à ce que vous donniez le vôtre avec `/me timezone`
me-letter = Lettre du jour
me-letter-at = À { $hour }, s’il y a du nouveau ; la prochaine le { $next }.
me-letter-none = Il n’en vient pas, car vous ne suivez rien. `/follow` prend des auteurs et des sujets.
me-language = Langue
me-language-discord = { $language }, comme dans Discord
me-follows = Vous suivez
me-follows-nothing = Rien
me-foot = /me forget:True efface tout ce qui est gardé sur vous : ceci, vos votes et la liste de vos lettres.
me-saved = C’est noté.
me-forgotten = Tout ce qui était gardé sur vous est effacé : vos réglages, ce que vous suiviez, vos votes et la liste de vos lettres.
me-nothing-kept = Rien n’est gardé sur vous.
no-zone = « { $name } » n’est pas un fuseau horaire. Écrivez Région/Ville, comme `Europe/Paris`, ou `UTC` ; les noms se complètent à la frappe.
no-zone-but = « { $name } » n’est pas un fuseau horaire. Vouliez-vous dire `{ $near }` ?
follow-new = Vous suivez désormais **{ $name }**.
follow-known = Vous suivez déjà **{ $name }**.
follow-full = **{ $name }** n’a pas été ajouté : on suit au plus { $most } auteurs et sujets. `/unfollow` fait de la place.
follow-when = Les nouveautés viennent dans un message privé par jour, à { $hour } ({ $zone }). `/me` change cela.
follows = Ce que vous suivez
authors = Auteurs
follows-count = { $count } sur { $most } au plus
follows-nothing = Vous ne suivez rien. Avec `/follow`, suivez un auteur ou un sujet : les nouveautés viennent dans un message privé par jour.
unfollow-one = Ne plus suivre
unfollow-done = Vous ne suivez plus **{ $name }**.
unfollow-unknown = Vous ne suivez pas « { $name } ». `/follow` montre ce que vous suivez.
unfollow-unknown-but = Vous ne suivez pas « { $name } ». Vouliez-vous dire { $near } ?
daily-title = Les tribunes du jour
daily-title-of = Tribunes du { $day }
daily-nothing = Rien de nouveau aujourd’hui : ce salon a reçu tout ce qu’il souhaite.
daily-newest = Les plus récentes

letter-title = Du nouveau dans ce que vous suivez
letter-more = … et { $more } de plus : `/digest latest`
letter-foot = Une lettre par jour au plus. /me en règle l’heure, /unfollow le contenu.
letter-stop = Arrêter ces lettres
letter-stopped = Vos lettres sont arrêtées ; ce que vous suivez est gardé.
letter-resume = Les recevoir à nouveau
letter-resumed = Vos lettres reviennent ; la prochaine le { $next }, s’il y a du nouveau.
letters-reopened = Vos lettres étaient retenues, car Discord ne laissait pas ce bot vous écrire. Elles reviennent désormais ; sinon, autorisez les messages privés dans les paramètres de confidentialité d’un serveur que vous partagez avec lui.

## Publications du jour

dailies-title = Les publications du jour de ce serveur
dailies-foot = /daily set avec un nom en change une ; /daily preview montre la prochaine.
daily-none = Ce serveur n’a pas de publication du jour. `/daily set` en crée une, sans autre précision pour ce salon à 08:00.
daily-unknown = Aucune publication du jour ici ne s’appelle « { $name } ». Il y a : { $names }. Rien n’a été changé.
daily-which = Laquelle ? Donnez son nom : { $names }.
daily-config = **{ $name }** est réglée par qui fait tourner ce bot, dans config.toml sous [[daily]]. Ici on peut la montrer, la suspendre et la reprendre ; le reste se change là-bas.
daily-from-config = Réglée dans le config.toml de l’opérateur
daily-new = Créée : **{ $name }**
daily-changed = Changée : **{ $name }**
daily-same = **{ $name }** est déjà ainsi.
daily-when = { $days } à { $at } ({ $zone })
daily-what =
    { $count ->
        [one] Un résumé dans { $channel } : { $when }.
       *[other] { $count } résumés dans { $channel } : { $when }.
    }
daily-next = Prochaine : { $next }
daily-tags = Seulement sur : { $names }
daily-authors = Seulement de : { $names }
daily-publications = Seulement dans : { $names }
daily-exclude = Jamais : { $names }
daily-languages = Seulement en : { $names }
daily-silence = Quand il n’y a rien de neuf, rien ne vient.
daily-say = Quand il n’y a rien de neuf, une ligne le dit.
daily-role = Mentionne { $role }
daily-crosspost = Chaque publication est transmise aux serveurs qui suivent le salon.
daily-paused-asked = Suspendue depuis { $since }, sur demande ; `/daily resume` la fait revenir.
daily-paused-refused = Suspendue depuis { $since }, car Discord ne laisse pas ce bot y publier : { $reason }. Elle reprend d’elle-même dès que possible, ou avec `/daily resume`.
daily-paused-missing = Suspendue depuis { $since }, car le salon n’existe plus. `/daily set` avec son nom lui en donne un autre.
daily-paused-left = Suspendue depuis { $since }, car ce bot n’était pas dans le serveur.
daily-paused = **{ $name }** est suspendue. `/daily resume` la fait revenir ; ce qu’elle manque n’est pas rattrapé.
daily-resumed = **{ $name }** revient ; prochaine : { $next }.
daily-stopped = **{ $name }** ne vient plus. `/daily set` la crée à nouveau.
daily-preview = Aperçu de la prochaine publication :
daily-nothing-fits = Rien de ce qui convient n’est nouveau pour ce salon : d’ici là, rien ne viendrait.
daily-zone-earlier = Le fuseau horaire { $zone } est celui d’une autre publication du jour de ce serveur ; `timezone` en nomme un autre.
daily-zone-own = Le fuseau horaire { $zone } est le vôtre, de `/me` ; `timezone` en nomme un autre.
daily-zone-none = Le fuseau horaire est UTC, car ni ce serveur ni vous n’en avez réglé un ; `timezone` en nomme un autre.
daily-name = Un nom a de 1 à { $most } caractères, dont le premier n’est pas @.
daily-full = Ce serveur a { $most } publications du jour, le plus qu’il puisse y avoir. `/daily stop` fait de la place.
nothing-saved = Rien n’a été enregistré.
every-day = Tous les jours
every-day-too = quotidien, chaque jour, tous
weekdays = Du lundi au vendredi
weekdays-too = en semaine, jours ouvrés, jours ouvrables
weekends = Samedi et dimanche
weekends-too = week-end, week-ends, le week-end, fin de semaine
weekly-too = hebdomadaire, une fois par semaine, chaque semaine
noon = midi
midnight = minuit
time-loose = « { $typed } » a été compris comme { $time }, mais une heure s’écrit avec heures et minutes sur 24 heures. Mettez `at:{ $time }`.
time-beyond = « { $typed } » a été compris comme une heure du jour, mais aucun jour ne l’a : les heures vont de 00 à 23, les minutes de 00 à 59. Mettez par exemple `at:{ $time }`.
time-nothing = « { $typed } » n’est pas une heure du jour. Écrivez heures et minutes sur 24 heures : par exemple `at:{ $time }`.
zone-short = « { $name } » a été compris comme l’abréviation d’un fuseau, mais ne dit pas quand l’heure change. Mettez `timezone:{ $near }`.
zone-offset = « { $name } » a été compris comme un écart à UTC, mais ne dit pas quand l’heure change. C’est le cas maintenant à : { $near }. Mettez l’un d’eux comme `timezone`.
no-days = « { $name } » ne sont pas des jours. Écrivez-les comme `lun-ven`, `mardi, jeudi` ou `tous les jours`.
no-such-name = Aucun sujet, auteur ni journal ne s’appelle « { $name } ». Les noms se complètent à la frappe.
no-such-name-but = Aucun sujet, auteur ni journal ne s’appelle « { $name } ». Vouliez-vous dire { $near } ?

## Serveurs

servers-only = Cela se règle pour un serveur. Faites-le dans un serveur où se trouve ce bot.
managers-only = Il faut pour cela la permission Gérer le serveur, que vous n’avez pas ici.
nothing-changed = Rien n’a été changé.
settings-title = Les réglages de ce serveur
settings-language = Langue de ce que tous voient
settings-log = Salon d’avis
settings-no-log = Aucun : on écrit directement à qui doit le savoir
settings-publications = Journaux cachés
settings-tags = Sujets cachés
settings-languages = Langues cachées
settings-none = Aucun
settings-foot = Ce qui est caché n’est dans aucune liste, recherche ni publication du jour de ce serveur. Seul qui gère le serveur peut le changer.
settings-full = Enregistré, mais on ne peut cacher plus de { $most } choses ; le reste a été laissé.
show-again = Remontrer l’une de ces choses
not-hidden = Rien de nommé « { $name } » n’est caché ici. `/settings` montre ce qui l’est.
no-language = « { $name } » n’est pas une langue connue ici. Écrivez son code, comme `fr`, ou son nom, comme `français`.
a-publication = Journal
a-tag = Sujet
a-language = Langue
channel-unseen = Ce bot ne voit pas { $channel } : il lui faut **Voir le salon** là-bas, ou le salon n’existe plus.
channel-elsewhere = { $channel } n’est pas un salon de ce serveur. Choisissez-en un qui le soit.
channel-no-place = Rien ne peut être publié dans { $channel }. Choisissez un salon textuel.
channel-unknown = Discord n’a pas dit à temps ce que ce bot peut faire dans { $channel }. Réessayez dans une minute.
channel-lacking = Il manque des permissions à ce bot dans { $channel } : { $permissions }. Donnez-les-lui là-bas, puis réessayez.
no-role = Il n’y a pas ici de tel rôle à mentionner. Choisissez-en un autre, et pas \@everyone.
permission-view-channel = Voir le salon
permission-send-messages = Envoyer des messages
permission-send-in-threads = Envoyer des messages dans les fils
permission-embed-links = Intégrer des liens
permission-read-history = Voir les anciens messages
permission-mention-roles = Mentionner \@everyone, \@here et tous les rôles

## Avis

notice-lacking = Depuis { $since }, la publication quotidienne « { $name } » ne peut pas paraître dans { $channel } : il y manque à ce bot { $permissions }. Elle reprend d’elle-même dès qu’il l’a, ou aussitôt avec `/daily resume`.
notice-gone = Depuis { $since }, la publication quotidienne « { $name } » ne peut pas paraître : son salon n’existe plus. Donnez-lui-en un autre avec `/daily set`.
notice-left = Depuis { $since }, la publication quotidienne « { $name } » ne peut pas paraître dans { $channel } : ce bot n’est plus sur ce serveur. S’il revient sous trente jours, elle reprend d’elle-même ; ensuite elle est oubliée.
notice-refused = Depuis { $since }, la publication quotidienne « { $name } » ne peut pas paraître dans { $channel }. Discord dit : « { $reason } ». Un nouvel essai a lieu chaque jour, ou aussitôt avec `/daily resume`.
notice-resumed = La publication quotidienne « { $name } » reprend dans { $channel }. Elle était suspendue depuis { $since }.
notice-uncertain = La publication quotidienne « { $name } » du { $day } dans { $channel } n’est peut-être pas arrivée, et ce bot ne peut pas le savoir : il lui faut y **Voir les anciens messages**. Pour ne pas publier deux fois, elle n’est pas répétée. ({ $since })

## Noms et dates

and-two = { $first } et { $last }
and-three = { $first }, { $second } et { $last }
and-others = { $first }, { $second } et { $others } autres
day =
    { $day ->
        [1] 1er { $month } { $year }
       *[other] { $day } { $month } { $year }
    }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
