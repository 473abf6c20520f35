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
no-zone = “{ $name }” is no time zone. Write Area/City, such as `Europe/Berlin`, or `UTC`; names complete as you type them. Nothing was changed.
no-zone-but = “{ $name }” is no time zone. Did you mean `{ $near }`? Nothing was changed.
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
