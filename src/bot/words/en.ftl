# Everything the bot says, in English. Names in { } are filled in, already made safe for Discord.
# A command's text is at most 100 characters long; so is an option's, which stands below it.

## Commands

command-digest = Digests of op-eds: who argues what, and why
command-digest-latest = The newest digest, or the newest few
    .count = More than one gives a list
    .publication = Only from this one
    .author = Only by this one
    .tag = Only about this
command-digest-search = Find digests by words in them
    .query = Words from the title, the argument, the author or the tags
command-digest-show = Show one digest
    .digest = Its title, author or id
command-digest-random = Show a digest by chance
command-digest-today = Show this channel's digest of the day
command-digest-edit = Correct a digest
    .digest = Its title, author or id
command-digest-remove = Take a digest out of the library, with its posts
    .digest = Its title, author or id
command-digest-drafts = What waits to be published
command-author = Who an author is, and their pieces, newest first
    .name = The author's name or handle
command-tags = The most used tags, or the digests of one
    .tag = The tag whose digests to list
command-follow = A daily letter with what is new by an author or about a tag
    .author = Whose new pieces
    .tag = What the new pieces are about
command-unfollow = No more letters about an author or a tag
    .author = One that you follow
    .tag = One that you follow
command-me = Your time zone, the hour of your letters, your language, and what you follow
    .timezone = Area/City, such as Europe/Berlin, or UTC
    .hour = The hour of your daily letter, from 0 to 23
    .language = The language in which you are answered
    .forget = Delete everything that is kept of you
choice-language-en = English
choice-language-de = Deutsch
choice-language-es = Español
choice-language-fr = Français
choice-language-discord = As in Discord
command-daily = The daily posts of this server
command-daily-set = A daily post for a channel, or a change of one that is there
    .channel = Where it comes; this channel, if you name none
    .at = Local time, such as 08:00
    .timezone = Area/City, such as Europe/Berlin, or UTC
    .days = On which days, such as Mon-Fri; every day, if you name none
    .count = How many digests a post brings: one is a full card
    .tag = Only pieces about this; several with commas between them
    .author = Only pieces by them; several with commas between them
    .publication = Only pieces from it; several with commas between them
    .exclude = Never pieces with this tag, author or publication
    .language = Only pieces in this language
    .when_empty = What comes when there is nothing new
    .role = A role that each post mentions
    .name = What it is called; the name of one that is there changes that one
choice-when_empty-older = An older piece that the channel has not had
choice-when_empty-silence = Nothing
choice-when_empty-say = A line that says so
command-daily-show = What comes to this server’s channels, and when
command-daily-pause = Let a daily post rest until it is resumed
    .name = Which; the one of this channel, if you name none
command-daily-resume = Let a daily post come again
    .name = Which; the one of this channel, if you name none
command-daily-stop = End a daily post
    .name = Which; the one of this channel, if you name none
command-daily-preview = The next daily post as it will be, for you alone
    .name = Which; the one of this channel, if you name none
command-settings = How this server wants the bot: language, log channel, and what it hides
    .language = The language of what everybody sees here
    .log_channel = Where admins are told of what goes wrong
    .hide_publication = Pieces from it are seen here no longer
    .hide_tag = Pieces about it are seen here no longer
    .hide_language = Pieces in it are seen here no longer
    .show_again = Something hidden that is to be seen again
    .reset = What is to be as at first
choice-language-readers = Each reader’s own
choice-reset-language = The language
choice-reset-log_channel = The log channel
choice-reset-hidden = What is hidden
choice-reset-everything = Everything
command-add = Digest an article and put it into the library
    .url = The address of the article
    .file = The article as a file of text or HTML
command-digest-this = Digest the article that a message links to, for you alone
command-about = What this bot is, how digests are made, and privacy
command-help = What this bot can do
option-private = Show the answer to you alone

## Cards

argues =
    { $kind ->
        [news]
            { $authors ->
                [one] *{ $names }* reports
               *[other] *{ $names }* report
            }
       *[other]
            { $authors ->
                [one] *{ $names }* argues
               *[other] *{ $names }* argue
            }
    }
deck = *The editors’ summary*
deck-of = *{ $publication }’s summary*
unnamed = The writer, unnamed,
quoted = “{ $quote }”
tags = Tags
minutes = { $minutes } min read
made-by-hand = Summed up by hand
made-edited = Edited by hand
made-extractive =
    { $authors ->
        [0] In the article’s words
        [one] In the author’s words
       *[other] In the authors’ words
    }
made-with-deck = The first line by the editors, the rest in the article’s words
made-by-model = Written by { $model }, checked against the article
about-authors =
    { $authors ->
        [0] About the publication
        [one] About the author
       *[other] About the authors
    }
related = Related
read =
    { $kind ->
        [op-ed] Read the op-ed
       *[other] Read the original
    }

## Who somebody is

nothing-known = Nothing more is known here.
unsigned = Nobody signed this piece: it speaks for the publication.
unnamed-publication = An unnamed publication
the-original = The original

## Lists

newest = The newest
newest-of-these = The newest of these
searched = Search: { $query }
by = By { $name }
tagged = Tagged { $tag }
related-to = Related to { $title }
digests =
    { $count ->
        [one] 1 digest
       *[other] { $count } digests
    }
page = page { $page } of { $pages }
page-short = { $page } of { $pages }
first = « First
previous = ‹ Previous
next = Next ›
last = Last »
post-here = Post here
open-one = Open a digest
list-tag = List a tag
some-tags = { $shown } of { $all } tags
nearest-to = No digest has all of “{ $query }”; these come nearest.

## Nothing there

nothing-found = Nothing here is about “{ $query }”. Try fewer or other words, or one of the tags: { $tags }.
nothing-listed = No digest fits all of that. Leave one of the options out.
nothing-related = Nothing else in the library shares its tags or authors.
no-author = Nobody called “{ $name }” is in the library. Names complete as you type them.
no-author-but = Nobody called “{ $name }” is in the library. Did you mean { $near }?
no-tag = No digest has the tag “{ $name }”. `/tags` lists those there are.
no-tag-but = No digest has the tag “{ $name }”. Did you mean { $near }?
no-publication = No digest is from “{ $name }”. Publications complete as you type them.
no-publication-but = No digest is from “{ $name }”. Did you mean { $near }?
empty-library = The library is empty. A curator fills it with `standfirst add`.

## Adding

added = It is in the library now.
known = It is in the library already; nothing was changed.
known-elsewhere = It is in the library already, from another address; this one was noted.
updated = The piece was edited since; its digest has changed: { $changes }.
known-by-hand = The piece was edited since, but its digest is somebody’s own work and stays as it is.
refused = No digest was made of it: { $reason }.
add-nothing = Give the address of an article as `url`, or a file of text or HTML as `file`.
add-one = Give an address or a file, not both.
digest-this-nothing = There is no link in that message, and it is too short to digest itself.
message-of = A message of { $name }
curators-only = The library is filled by its curators, and you are not one here. To read an article in short for yourself, use *Digest this* in the menu of a message with its link.
busy = Too much is under way just now. Please try again in a minute.
slow-down = That was a lot at once. Please wait a minute, then try again.
interrupted = This was interrupted before it was done. Please try again.

## Curating

edit-title = Title
edit-gist = What is argued
edit-points = Points, one on a line
edit-quote = Quote, word for word
edit-tags = Tags, with commas between them
unfit = Nothing was changed: { $reason }.
edited = The digest is corrected.
published = Readers see it now.
publish = Publish
edit = Edit
discard = Discard
drafts =
    { $count ->
        [one] One draft waits.
       *[other] { $count } drafts wait.
    }
no-drafts = No draft waits to be published.
open-draft = Open a draft
really-remove = Take **{ $title }** out of the library, together with its posts?
remove = Remove
remove-for-good = Remove, and keep it out
removed =
    { $posts ->
        [0] It is removed.
        [one] It is removed, and one post of it deleted.
       *[other] It is removed, and { $posts } posts of it deleted.
    }
removed-for-good =
    { $posts ->
        [0] It is removed, and will not come back.
        [one] It is removed and will not come back, and one post of it is deleted.
       *[other] It is removed and will not come back, and { $posts } posts of it are deleted.
    }
posts-answered =
    { $count ->
        [one] One forum post stays without it, for the answers of its readers.
       *[other] { $count } forum posts stay without it, for the answers of their readers.
    }
posts-emptied =
    { $count ->
        [one] One forum post stays, empty: deleting it takes **Manage Threads**.
       *[other] { $count } forum posts stay, empty: deleting them takes **Manage Threads**.
    }
no-digest = No digest is called “{ $name }”. Titles complete as you type them.
no-digest-but = No digest is called “{ $name }”. Did you mean { $near }?
votes = Readers: 👍 { $up } · 👎 { $down }
vote-counted = Thank you: that counts. Press again to take it back.
vote-taken-back = Taken back.
tags-of = Tags of { $title }

## Today

posted-here = The newest daily post of this channel, of { $day }.
not-posted-yet = This channel has had no daily post yet; this is today's pick from the library.

## Help

help-menu = `{ $name }`, in the menu of a message under *Apps*
help-more = Every command takes `private:True`: then the answer is for you alone.
help-foot = { $digests } in the library. Each digest is of somebody’s opinion, and says whose.

## Trouble

broken = Something broke here, and it is not your doing. It is in the log; please try again in a minute.
unknown-command = This command is gone. Discord shows the present ones when you type `/`.
old-button = This button is from another version and means nothing now. Try `/help`.
gone = That digest is gone: it was taken out of the library.

## About

about-what = Short digests of op-eds: who argues what, and why. An op-ed is somebody’s opinion, and every digest says whose.
about-library = In the library: { $digests }, { $people } authors, { $tags } tags.
about-made = How digests are made
about-made-how = Each card says how at its foot: in the author’s own sentences, by a model and checked against the article, by the publication’s editors, or by hand. The article itself is never stored; the title leads to it.
about-privacy = Privacy
about-privacy-how = Kept of you: your votes, what you follow and set, and, of curators, what they changed. The bot reads no messages but the one you use *Digest this* on, and does not keep that.

## People

me-title = You
me-zone = Time zone
me-zone-none = UTC, until you set yours with `/me timezone`
me-letter = Daily letter
me-letter-at = At { $hour }, if there is anything new; next on { $next }.
me-letter-none = None comes, since you follow nothing. `/follow` an author or a tag.
me-language = Language
me-language-discord = { $language }, as in Discord
me-follows = You follow
me-follows-nothing = Nothing
me-foot = /me forget:True deletes all that is kept of you: this, your votes, and the record of your letters.
me-saved = Saved.
me-forgotten = Everything that was kept of you is deleted: your settings, what you followed, your votes, and the record of your letters.
me-nothing-kept = Nothing is kept of you.
no-zone = “{ $name }” is no time zone. Write Area/City, such as `Europe/Berlin`, or `UTC`; names complete as you type them.
no-zone-but = “{ $name }” is no time zone. Did you mean `{ $near }`?
follow-new = You follow **{ $name }** from now on.
follow-known = You follow **{ $name }** already.
follow-full = **{ $name }** was not added: { $most } authors and tags are the most that you can follow. `/unfollow` makes room.
follow-when = What is new comes in one direct message a day, at { $hour } ({ $zone }). `/me` changes that.
follows = What you follow
authors = Authors
follows-count = { $count } of at most { $most }
follows-nothing = You follow nothing. `/follow` an author or a tag, and what is new comes in one direct message a day.
unfollow-one = Unfollow one of these
unfollow-done = You no longer follow **{ $name }**.
unfollow-unknown = You do not follow “{ $name }”. `/follow` shows what you follow.
unfollow-unknown-but = You do not follow “{ $name }”. Did you mean { $near }?
daily-title = Today’s op-eds
daily-title-of = Op-eds of { $day }
daily-nothing = Nothing new today: this channel has had every op-ed that it wants.
daily-newest = The newest

letter-title = New from what you follow
letter-more = … and { $more } more: `/digest latest`
letter-foot = At most one letter a day. /me sets its hour, /unfollow what is in it.
letter-stop = Stop these letters
letter-stopped = Your letters are stopped; what you follow is kept.
letter-resume = Send them again
letter-resumed = Your letters come again; the next on { $next }, if there is anything new.
letters-reopened = Your letters were held back, since Discord did not let this bot write to you. From now on they come again; if they still do not, allow direct messages in the privacy settings of a server that you share with it.

## Daily posts

dailies-title = Daily posts of this server
dailies-foot = /daily set with a name changes one; /daily preview shows the next post.
daily-none = This server has no daily post. `/daily set` makes one, by itself for this channel at 08:00.
daily-unknown = No daily post here is called “{ $name }”. There are: { $names }. Nothing was changed.
daily-which = Which one? Give its name: { $names }.
daily-config = **{ $name }** is set by whoever runs this bot, in config.toml under [[daily]]. Here it can be shown, paused and resumed; the rest is changed there.
daily-from-config = Set in the operator’s config.toml
daily-new = Set: **{ $name }**
daily-changed = Changed: **{ $name }**
daily-same = **{ $name }** stands so already.
daily-when = { $days } at { $at } ({ $zone })
daily-what =
    { $count ->
        [one] A digest in { $channel }: { $when }.
       *[other] { $count } digests in { $channel }: { $when }.
    }
daily-next = Next: { $next }
daily-tags = Only about: { $names }
daily-authors = Only by: { $names }
daily-publications = Only from: { $names }
daily-exclude = Never: { $names }
daily-languages = Only in: { $names }
daily-silence = When there is nothing new, nothing comes.
daily-say = When there is nothing new, a line says so.
daily-role = Mentions { $role }
daily-crosspost = Each post is published to the servers that follow the channel.
daily-paused-asked = Paused since { $since }, as somebody asked; `/daily resume` lets it come again.
daily-paused-refused = Paused since { $since }, since Discord does not let this bot post there: { $reason }. It goes on by itself when it may, or with `/daily resume`.
daily-paused-missing = Paused since { $since }, since the channel is gone. `/daily set` with its name gives it another.
daily-paused-left = Paused since { $since }, since this bot was not in the server.
daily-paused = **{ $name }** is paused. `/daily resume` lets it come again; what it misses is not made up.
daily-resumed = **{ $name }** comes again; next: { $next }.
daily-stopped = **{ $name }** comes no more. `/daily set` makes it anew.
daily-preview = Preview of the next post:
daily-nothing-fits = Nothing that fits is new to this channel now: nothing would come until something is.
daily-zone-earlier = The time zone { $zone } is that of another daily post of this server; `timezone` names another.
daily-zone-own = The time zone { $zone } is the one you set with `/me`; `timezone` names another.
daily-zone-none = The time zone is UTC, since neither this server nor you have set one; `timezone` names another.
daily-name = A name has 1 to { $most } characters, the first of them no @.
daily-full = This server has { $most } daily posts, which is the most there can be. `/daily stop` makes room.
nothing-saved = Nothing was saved.
every-day = Every day
every-day-too = daily, everyday, all days, all
weekdays = Monday to Friday
weekdays-too = weekdays, weekday, workdays, working days
weekends = Saturday and Sunday
weekends-too = weekends, weekend, the weekend
weekly-too = weekly, once a week, each week
noon = noon
midnight = midnight
time-loose = “{ $typed }” was understood as { $time }, but a time is written with hours and minutes on the clock of 24 hours. Use `at:{ $time }`.
time-beyond = “{ $typed }” was understood as a time of day, but no day has it: hours go from 00 to 23, minutes from 00 to 59. Use, for example, `at:{ $time }`.
time-nothing = “{ $typed }” is no time of day. Write hours and minutes on the clock of 24 hours: for example, `at:{ $time }`.
zone-short = “{ $name }” was understood as short for a time zone, but does not say when clocks change. Use `timezone:{ $near }`.
zone-offset = “{ $name }” was understood as a distance from UTC, but does not say when clocks change. Where it is so now: { $near }. Use one of these as `timezone`.
no-days = “{ $name }” are no days. Write them like `Mon-Fri`, `Tuesday, Thursday` or `every day`.
no-such-name = No tag, author or publication is called “{ $name }”. Names complete as you type them.
no-such-name-but = No tag, author or publication is called “{ $name }”. Did you mean { $near }?

## Servers

servers-only = That is set for a server. Use it in one that this bot is in.
managers-only = That takes the permission Manage Server, which you do not have here.
nothing-changed = Nothing was changed.
settings-title = This server’s settings
settings-language = Language of what everybody sees
settings-log = Log channel
settings-no-log = None: who is to be told is written to directly
settings-publications = Hidden publications
settings-tags = Hidden tags
settings-languages = Hidden languages
settings-none = None
settings-foot = What is hidden is in no list, search or daily post of this server. Whoever has Manage Server can change this.
settings-full = Saved, but no more than { $most } things can be hidden; the rest was left out.
show-again = Show one of these again
not-hidden = Nothing called “{ $name }” is hidden here. `/settings` shows what is.
no-language = “{ $name }” is no language known here. Write its tag, such as `de`, or its name, such as `German`.
a-publication = Publication
a-tag = Tag
a-language = Language
channel-unseen = This bot cannot see { $channel }: it needs **View Channel** there, or the channel is gone.
channel-elsewhere = { $channel } is not a channel of this server. Choose one that is.
channel-no-place = Nothing can be posted in { $channel }. Choose a text channel.
channel-unknown = Discord did not say in time what this bot may do in { $channel }. Please try again in a minute.
channel-lacking = This bot lacks permissions in { $channel }: { $permissions }. Give them to it there, and try again.
no-role = There is no such role here that can be mentioned. Choose another, and not \@everyone.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-send-in-threads = Send Messages in Threads
permission-embed-links = Embed Links
permission-read-history = Read Message History
permission-mention-roles = Mention \@everyone, \@here, and All Roles

## Notices

notice-lacking = Since { $since }, the daily post “{ $name }” cannot be posted in { $channel }: this bot lacks { $permissions } there. It goes on by itself once the bot has that, or at once with `/daily resume`.
notice-gone = Since { $since }, the daily post “{ $name }” cannot be posted: its channel is gone. Give it another one with `/daily set`.
notice-left = Since { $since }, the daily post “{ $name }” cannot be posted in { $channel }: this bot is no longer in that server. It goes on by itself if the bot comes back within thirty days; after that it is forgotten.
notice-refused = Since { $since }, the daily post “{ $name }” cannot be posted in { $channel }. Discord says: “{ $reason }”. It is tried again each day, or at once with `/daily resume`.
notice-resumed = The daily post “{ $name }” goes on in { $channel }. It had been paused since { $since }.
notice-uncertain = The daily post “{ $name }” of { $day } in { $channel } may not have arrived, and this bot cannot find out: it needs **Read Message History** there. So as not to post twice, it is not repeated. ({ $since })

## Names and dates

and-two = { $first } and { $last }
and-three = { $first }, { $second } and { $last }
and-others = { $first }, { $second } and { $others } others
day = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
