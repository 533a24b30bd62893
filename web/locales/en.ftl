### Words of the window, English. Whole sentences with slots; each key stands in every language.

## The window
skip-to-content = Skip to the content
content = Content
views = Views
view-doors = Overview
view-read = Read
view-documents = Calendar
view-chronology = Events
view-people = People
view-places = Places
view-bodies = Bodies
view-shelfmarks = Archives
view-documents-long = Calendar of documents
view-chronology-long = Chronology
view-people-long = People
view-places-long = Places
view-bodies-long = Organs and institutions
view-shelfmarks-long = Archival references
search = Search
search-placeholder = Words or names, in any script
theme = { $now ->
    [light] Colours: light. Change
    [dark] Colours: dark. Change
   *[other] Colours: as the system. Change
 }
close = Close
nowhere = Nothing stands at this address
nowhere-cure = The address may be mistyped, or the project may have been removed.
to-start = To the start page
server-gone = Regesta is not running. Start it again; this page goes on by itself.
problem = This could not be done
problem-row-expected = Expected
problem-row-found = Found
problem-row-place = Where
problem-row-cure = What to try
loading-long = This takes longer than usual; it is still being fetched.
copy-details = Copy the details
score = machine score

## Keys
keys-all = All keys
keys-place = Keys follow their place on the keyboard and work in every layout.
keys-everywhere = Everywhere
keys-reading = Reading
keys-lists = Lists
key-search = search
key-palette = go anywhere
key-go-doors = overview
key-go-read = read
key-go-documents = calendar of documents
key-go-chronology = chronology
key-go-people = people
key-go-places = places
key-go-bodies = organs and institutions
key-go-shelfmarks = archival references
key-back = back
key-next-finding = next, previous finding
key-next-undecided = next, previous undecided
key-outward = wider, narrower finding
key-open-entity = open its page
key-let-go = let go, then back
key-notes = notes on and off
key-next-row = next, previous row
key-first-row = first, last row
key-to-words = open, then to the words
key-alone = open the page alone
key-filter = filter
palette = Go anywhere
palette-placeholder = A view, a text, a name…
palette-nothing = Nothing of this name here.
palette-view = view
palette-window = window
palette-theme = Light or dark
palette-language = Русский язык

## Start page
start-title = Put in a folder of papers; read what they say, and where.
drop-here = Drop a folder here, or choose one
choose-folder = Choose a folder
drop-promise = Files are read, never changed, and never sent anywhere.
read-only = This window was opened for reading only; papers cannot be added.
projects = On this computer
sample = sample
project-counts = { $texts ->
    [one] { $texts } text
   *[other] { $texts } texts
 } · { $documents } documents · { $persons } people · { $shelfmarks } archival references
reading-folder = Reading the folder
sending = Taking the files: { $sent } of { $all }
files-done = { $done } of { $all } files
seconds-left = { $number ->
    [one] about { $number } second left
   *[other] about { $number } seconds left
 }
minutes-left = { $number ->
    [one] about { $number } minute left
   *[other] about { $number } minutes left
 }
stop = Stop, keep what is done
open-project = Open what was found
another-folder = Another folder
job-waiting = Waiting for another folder.
job-reading = Reading.
job-joining = Joining names and documents.
job-indexing = Writing the search index.
job-done = Done.
job-stopped = Stopped; what was finished is kept.
job-failed = It could not go on.
file-waiting = waiting
file-reading = reading
file-done = done
file-current = unchanged
file-failed = could not be read
file-sent = taken
count-findings = findings so far
count-date = dates
count-documents = documents
count-persons = people
count-places = places
count-shelfmarks = archival references

## Overview of a project
doors-what = { $texts ->
    [one] { $texts } text
   *[other] { $texts } texts
 }, { $findings } findings
door-documents = who wrote what to whom, when, kept where
door-chronology = what happened when, and who says so
door-people = in every spelling, joined across scripts
door-places = as the texts name them
door-bodies = governments, armies, parties, committees
door-shelfmarks = each file, and who cites it
messages = What could not be read in full
texts = Texts
pages = { $number ->
    [one] { $number } page
   *[other] { $number } pages
 }
status-read = read
read-at = read on { $when }
status-partial = read in part
status-failed = could not be read
notes-on-files = { $number ->
    [one] { $number } note on the files
   *[other] { $number } notes on the files
 }

## Reading
layers = Layers
layers-more = More
layer-date = Dates
layer-person = People
layer-place = Places
layer-body = Bodies
layer-cite = Citations
layer-quote = Quotations
layer-document = Documents
layer-event = Events
layer-notes = Notes
layer-undecided = Undecided
layer-repairs = Repairs
layer-letters = Letters
kind-date = Date
kind-person = Person
kind-place = Place
kind-body = Organ or institution
kind-cite = Citation
kind-quote = Quotation
kind-document = Document
kind-event = Event
status-undecided = undecided
status-accepted = accepted
status-rejected = rejected
status-corrected = corrected
choose-text = Text
contents = Contents
page = p. { $page }
# Places in texts without pages
place-paragraph = ¶ { $number }
place-footnote = footnote { $number }
place-endnote = endnote { $number }
place-comment = comment { $number }
place-running-head = running head { $number }
place-text-box = text box { $number }
findings-here = { $number ->
    [one] { $shown } finding
   *[other] { $shown } findings
 }
text-with-findings = Text with its findings
text-empty = No words were found in this file.
note-call = Note { $label }
repaired = Read otherwise: { $reading } ({ $reason })
cards = Findings of this paragraph
cards-more = { $number ->
    [one] { $number } more
   *[other] { $number } more
 }
names-person = { $number ->
    [one] { $number } person
   *[other] { $number } people
 }
names-place = { $number ->
    [one] { $number } place
   *[other] { $number } places
 }
names-body = { $number ->
    [one] { $number } body
   *[other] { $number } bodies
 }
document-number = № { $n }, document
finding-told = { $kind }, { $label }, { $status }, machine { $score }
inspector = The chosen thing
choose-something = Choose a mark in the text, or press ↓.
in-this-text = In this text
as-printed = As printed
stands-for = Stands for
possibly = possibly
fields = Its fields
part-of = Part of
open-whole = the whole document
references = What it names
ref-archive = archive
ref-label = work
ref-year = year
ref-fond = fond
ref-opis = opis
ref-delo = file
ref-folios = ff.
ref-volume = vol.
ref-issue = no.
ref-pages = pp.
ref-number = number
cited-for = Cited for
alternatives = May also be read
why-found = Why this was found
why-joined = Why it is this one:
triggers = Words it rests on:
rule = Rule
pack = pack
flag-impossible = no such day
flag-impossible_date = no such day
flag-weekday_differs = weekday differs
flag-styles_differ = styles differ
flag-night = night
flag-ambiguous = two readings
flag-inferred_year = year inferred
flag-inferred_month = month inferred
flag-inferred_day = day inferred
flag-inferred_all = counted from another date
flag-repaired = print repaired
flag-end_guessed = end guessed
flag-denied = denied
flag-possible = possible
copy-with-reference = Copy with reference
copied = Copied
copied-reference = Copied: { $reference }
copy-failed = The browser did not allow copying.

## Lists
filter = Filter
filters = Filters
filter-words = Words
filter-dates = Dates
filter-dates-how = How dates are compared
date-from = from
date-to = to
dates-any = any overlap
dates-inside = wholly inside
dates-earliest = by earliest day
undated = undated
undated-with = with { $number } undated
undated-left = { $number ->
    [one] { $number } undated left out
   *[other] { $number } undated left out
 }
undated-only = undated only
undated-hide = without undated
facet-source = Told by
facet-kind = Entries
facet-genre = Kind of document
facet-sender = Sender
facet-addressee = Addressee
facet-person = Person
facet-place = Place
facet-body = Body
facet-archive = Archive
facet-modality = How it is said
facet-type = Kind of event
facet-more = { $number ->
    [one] { $number } more
   *[other] { $number } more
 }
facet-beyond = { $number ->
    [one] and { $number } rarer one
   *[other] and { $number } rarer ones
 }
chip-between = { $from } to { $to }
chip-from = from { $date }
chip-to = to { $date }
chip-remove = Remove the filter { $filter }
filters-hide = { $number ->
    [one] The filters hide { $shown } entry.
   *[other] The filters hide { $shown } entries.
 }
filters-lift = Lift all filters
list-empty = No findings of this kind in these texts.
sum-documents = { $number ->
    [one] { $shown } document
   *[other] { $shown } documents
 }
sum-documents-of = { $shown } of { $number ->
    [one] { $all } document
   *[other] { $all } documents
 }
sum-chronology = { $number ->
    [one] { $shown } entry
   *[other] { $shown } entries
 }
sum-chronology-of = { $shown } of { $number ->
    [one] { $all } entry
   *[other] { $all } entries
 }
sum-people = { $number ->
    [one] { $shown } person
   *[other] { $shown } people
 }
sum-people-of = { $shown } of { $number ->
    [one] { $all } person
   *[other] { $all } people
 }
sum-places = { $number ->
    [one] { $shown } place
   *[other] { $shown } places
 }
sum-places-of = { $shown } of { $number ->
    [one] { $all } place
   *[other] { $all } places
 }
sum-bodies = { $number ->
    [one] { $shown } body
   *[other] { $shown } bodies
 }
sum-bodies-of = { $shown } of { $number ->
    [one] { $all } body
   *[other] { $all } bodies
 }
sum-shelfmarks = { $number ->
    [one] { $shown } archival reference
   *[other] { $shown } archival references
 }
sum-shelfmarks-of = { $shown } of { $number ->
    [one] { $all } archival reference
   *[other] { $all } archival references
 }
sort = Order
sort-date = by date
sort-from = by sender
sort-to = by addressee
sort-genre = by kind
sort-sources = by number of authors
sort-type = by kind
sort-place = by place
sort-mentions = by mentions
sort-label = by name
sort-documents = by documents
sort-citations = by citations
histogram = When
histogram-these = { $shown } of { $all } in time
histogram-undated = { $number ->
    [one] { $number } undated
   *[other] { $number } undated
 }
histogram-how = drag, or Shift with arrows
histogram-all = all
unknown = unknown
to-whom = to
datings = { $number ->
    [one] { $number } dating
   *[other] { $number } datings
 }
authors = { $number ->
    [one] { $number } author
   *[other] { $number } authors
 }
quoted = quoted
mentions = { $number ->
    [one] { $shown } mention
   *[other] { $shown } mentions
 }
mentions-possible = { $number ->
    [one] and { $number } possible
   *[other] and { $number } possible
 }
in-documents = { $number ->
    [one] in { $number } document
   *[other] in { $number } documents
 }
citations = { $number ->
    [one] cited once
   *[other] cited { $number } times
 }
folios = ff.
findings = { $number ->
    [one] { $shown } finding
   *[other] { $shown } findings
 }
page-of-one = Page of the chosen one
to-words = to the words

## The page of one thing
type-person = Person
type-place = Place
type-body = Organ or institution
type-document = Document
type-event = Event
type-shelfmark = Archival reference
written-as = Written as
authority = In the lists:
what-each-says = What each author says
field = Field
values = { $number ->
    [one] { $number } value
   *[other] { $number } values
 }
says-nothing = says nothing
when = When
its-documents = Documents
passages = Passages
who-cites = Who cites it
possible-mentions = Possibly the same
possibly-same = May be the same as
mentions-more = { $number ->
    [one] Show { $number } more
   *[other] Show { $number } more
 }

## Search
search-for = “{ $q }”
search-entities = Names
search-words = { $number ->
    [one] In the texts: { $shown } sentence
   *[other] In the texts: { $shown } sentences
 }
search-nothing = { $number ->
    [one] Not found in this text.
   *[other] Not found in these { $number } texts.
 }
search-hint = Type a word in any of its forms, or a name in any script.
all-texts = All texts
hits-more = { $number ->
    [one] Show { $number } more
   *[other] Show { $number } more
 }
block-heading = heading
block-running_head = running head
block-footnote = note
block-endnote = note
block-bibliography = list of literature
block-abstract = abstract
block-caption = caption

## Dates
date-before = before { $date } or on it
date-after = from { $date } on
date-or = or
date-about = about { $date }
date-night = night of { $dates }
date-decade = { $year }s
date-century = century { $number }
date-season = { $season ->
    [spring] spring { $year }
    [summer] summer { $year }
    [autumn] autumn { $year }
   *[other] winter { $year }
 }

## Values of the data
genre-telegram = telegram
genre-letter = letter
genre-note = note
genre-direct-wire = direct wire
genre-order = order
genre-directive = directive
genre-treaty = treaty
genre-agreement = agreement
genre-protocol = protocol
genre-decision = decision
genre-report = report
genre-memorandum = memorandum
genre-appeal = appeal
genre-ultimatum = ultimatum
genre-decree = decree
genre-declaration = declaration
genre-instruction = instruction
genre-speech = speech
genre-article = article
genre-other = document
event-advance = advance
event-appointment = appointment
event-arrest = arrest
event-arrival = arrival
event-battle = fighting
event-capture = capture
event-coup = transfer of power by force
event-crossing = crossing
event-departure = departure
event-execution = execution
event-formation = formation
event-meeting = meeting
event-mobilisation = mobilisation
event-negotiation = negotiation
event-occupation = occupation
event-proclamation = proclamation
event-recognition = recognition
event-resignation = resignation
event-signing = signing
event-transfer = transfer
event-uprising = armed rising
event-withdrawal = withdrawal
event-other = event
modality-asserted = asserted
modality-reported = reported
modality-ordered = ordered
modality-planned = planned
modality-alleged = alleged
modality-conditional = conditional
attestation-mentioned = mentioned
attestation-quoted = quoted
attestation-shelfmark = seen by its archival reference
attestation-printed = printed
attestation-draft = draft
attestation-intercepted = intercepted
certainty-certain = certain
certainty-probable = probable
certainty-possible = possible
certainty-doubtful = doubtful
predicate-genre = Kind
predicate-date_stated = Dated
predicate-date_sent = Sent
predicate-date_received = Received
predicate-date = Date
predicate-sent_by = Sender
predicate-signed_by = Signed by
predicate-sent_from = Sent from
predicate-received_by = Addressee
predicate-copied_to = Copy to
predicate-received_at = Received at
predicate-place = Place
predicate-agent = Who
predicate-patient = Whom
predicate-number = Number
predicate-subject = Subject
predicate-incipit = First words
predicate-attestation = Known as
predicate-held_at = Kept at
predicate-published_in = Printed in
predicate-quoted_in = Quoted in
predicate-replies_to = Answers
predicate-same_as = Same as
predicate-office = Office
predicate-name = Name
predicate-parent = Belongs to
predicate-type = Kind
predicate-modality = How it is said
predicate-speaker = Speaker
predicate-document = Document
role-sent_by = sender
role-received_by = addressee
role-signed_by = signed
role-copied_to = copy to
role-held_at = kept here
role-sent_from = sent from here
role-received_at = received here
lang-ru = Russian
lang-uk = Ukrainian
lang-en = English
lang-tr = Turkish
lang-az = Azerbaijani
lang-ka = Georgian
lang-hy = Armenian

# archival references
cited-for-document = for
cited-for-quotation = for the words
cited-for-words = for:
supports = cited as
quotes = quoted, cited as
copy-citation = Copy the reference
reference-style = Style of the reference
style-ru = Russian
style-uk = Ukrainian
style-az = Azerbaijani
style-ka = Georgian
style-en = English
style-numbers = Numbers only
what-is-odd = What is odd
reading-room = Files to order
reading-room-about = The list for the reading room: every file with its folios, by archive, as CSV
citations-beyond = { $number ->
    [one] { $number } more citation: in the CSV file
   *[other] { $number } more citations: in the CSV file
}
facet-doubt = What is odd
doubt-archive-unknown = archive not known
doubt-archive-not-named = archive not named
doubt-part-missing = a part is missing
doubt-one-letter-away = one letter away from another
doubt-opis-alone = inventory differs from the others
doubt-folio-out-of-range = folio far behind the others
doubt-range-backwards = folios run backwards
doubt-ambiguous = can be read in two ways

## Schemes and cases
view-schemes = Schemes
view-schemes-long = Schemes and cases
view-system = System
view-system-long = The system in these texts
door-schemes = what texts say of each stage, case by case, and on whose word an order hangs
door-system = correspondence, cases, organs, operations, treaties, territories, theses
dossier = Dossier
key-go-schemes = schemes and cases
key-go-system = the system in these texts
keys-schemes = Schemes
key-cell = from cell to cell
key-cell-words = the words behind a cell
key-next-proposal = next, previous proposal
key-judge = accept, reject
key-move = move to another stage
key-redate = another date
no-dossier = There is no dossier beside these texts. A dossier is a folder with schemes and cases; start with --dossier FOLDER, or put its folders beside the texts.
scheme = Scheme
scheme-basis = What counts
basis-judged = what was judged
basis-proposed = also open proposals
basis-warning = Open proposals count here as if they were accepted. Nobody has judged them: look at their words before you conclude anything.
take-away = Take away
export-matrix-csv = Matrix with its words (CSV)
export-log-csv = Readings (CSV)
export-log-xes = Readings (XES)
export-log-ocel-json = Readings (OCEL 2.0)
stated-by = Stated in
matrix = Stages by cases
stage = Stage
case = Case
text = Text
optional = may be missing
sign-told = told
sign-denied = denied or failed
sign-unknown = not spoken of
sign-disputed = told and denied
side-for = Speaks for it
side-hedged = With doubt
side-against = Speaks against it
cell = { $stage }, { $case }: { $sign }, { $number ->
    [one] one passage
   *[other] { $number } passages
 }
cell-open = { $number ->
    [one] one passage stands beside the table
   *[other] { $number } passages stand beside the table
 }
words-behind = The words behind this cell
silence = These texts do not speak of it. Silence is silence: it does not say that it did not happen.
case-counts = { $evidence } counted, { $open } to judge
texts-missing = { $number ->
    [one] one text is not in this project
   *[other] { $number } texts are not in this project
 }
texts-missing-named = Not in this project: { $names }
not-judged = not judged
orders = Orders by cases
orders-what = First what follows where each reading keeps to one text; below it the mixed readings, which take stages from several texts and which no text may assert.
order = Order
order-says = { $before } before { $after }
expectation = an expectation, no claim
mixed-short = mixed:
text-by-text = text by text
mixed-readings = mixed readings
mixed-reading = mixed reading
verdict-always = always holds
verdict-depends = depends
verdict-never = never holds
verdict-untestable = cannot be tested
tally = holds { $holds }, fails { $fails }, open { $open }
rivals = Rival schemes over the same cases
rivals-untestable = No scheme can be tested with what counts here.
lost-on = Lost on the word of
kept-on = Kept on the word of
no-score = There is no score and no rank: with a handful of cases that share their army, their decade and their centre there is nothing to count shares of.
hangs-on = It hangs on whom one follows for
would-settle = What would settle what is open
readings = Readings
readings-none = No reading has a date on both sides.
readings-more = { $number ->
    [one] One more reading
   *[other] { $number } more readings
 }
readings-unlisted = { $number } more mixed readings are counted and not listed.
left-aside = Left aside
holding-holds = holds
holding-fails = fails
holding-open = open
holding-untestable = cannot be tested
between = between them
outcome = ended:
outcome-user = in the view of the dossier
parts = Parts of this page
part-orders = Verdicts
part-deviations = Departures
part-timeline = Along time
part-delays = Delays
part-proposals = Proposals
hedged = with its doubts taken as said
deviations-none = No text departs from the scheme in what it dates.
timeline-none = Nothing counts here yet.
day-zero = Day 0:
day-zero-none = none
day-number = day { $day }
standpoint-hedged = with doubt
standpoint-against = against it
standpoint-aside = left aside
standpoint-for = for it
delays-none = No text dates two stages of an order.
by-distance = told by its distance from another
delay-from = From
delay-to = To
delay-between = Time between
either-order = either may have come first
unknown-time = unknown
span-days = { $span } days
span-hours = { $span } h
unmatched = { $number ->
    [one] Nothing was found for one indicator
   *[other] Nothing was found for { $number } indicators
 }
proposals-open = { $open } of { $all } to judge
proposals-show = Show
proposals-only-open = what is to judge
proposals-all = all
proposals-none = Nothing in these texts and this window is like an indicator.
proposals-done = All proposals are judged.
judged-by = Judged by
judged-said = { $stage }: { $what }. What was decided before is kept.
did-accept = accepted
did-reject = rejected
did-move = moved
did-redate = accepted with another date
decided-accepted = accepted
decided-rejected = rejected
decided-moved = moved
judge-this = Judge this proposal for { $stage }
accept = Accept
reject = Reject
move = Move…
redate = Date…
redate-do = Accept with this date
move-to = To
redate-to = Date (EDTF)
judge-note = Why
why = Why:
voice-document = in a document
datekind-written = written
datekind-sent = sent
datekind-received = received
datekind-printed = printed
datekind-known = known
modality-denied = denied
modality-hedged = with doubt

## The system in these texts
system-correspondence = Correspondence
system-correspondence-what = who asked, who answered and after how long, whose letters went past whom
system-cases = Schemes and cases
system-cases-what = what is told of each stage, and the orders that hang on whom one follows
system-organs = Organs and offices
system-organs-what = who is said to hold which office, and what is said to stand above what
system-operations = Operations
system-operations-what = movements of forces and fighting, and where texts date one of them differently
system-treaties = Notes and treaties
system-treaties-what = documents between governments, and where texts date one of them differently
system-territories = Territories
system-territories-what = whose a territory is, as each asserter has it: a table, and no map
system-theses = Theses
system-theses-what = what the authors hold, with what speaks for it and against it
system-note = Everything here is what texts assert. That they differ is no contradiction yet, and nothing is decided between them; counts are of what these texts tell, not of what happened.
system-count-schemes = schemes
system-count-cases = cases
system-count-evidence = evidence counted
system-count-proposals-open = proposals to judge
system-count-orders-tested = orders that can be tested
system-count-orders-depend = orders that depend
system-count-organs-listed = in the register
system-count-organs-named = named in the texts
system-count-offices-told = holders told
system-count-parents-told = superiors told
system-count-operations = operations
system-count-documents-between = documents
system-count-territories-listed = in the register
system-count-territories-told = with a status told
system-count-statuses = statements
system-count-theses-listed = theses
system-count-theses-kept = tests kept
system-count-theses-lost = tests lost
system-count-theses-both = kept by some, lost by others
system-count-theses-stated = found in their text
system-count-letters = letters, telegrams, reports
system-count-letters-asking = asking the centre
system-count-letters-deciding = from the centre
system-count-proposals = proposals
system-count-refusals = refusals
system-count-permits = permits
system-count-permits-after-refusals = permits after refusals
system-count-answers-told = answers told
system-count-answers-possible = possible answers
system-count-letters-past = past an organ
system-count-letters-handed-on = handed on
closest = Closest discrepancies
closest-more = { $number ->
    [one] and one more
   *[other] and { $number } more
 }
closest-none = No discrepancy was seen.
discrepancy-date = dated differently
discrepancy-order = order hangs on the text
discrepancy-holder = two holders
discrepancy-parent = under whom
discrepancy-status = status
discrepancy-one-document = may be one
discrepancy-thesis = spoken against
missing-no-texts = The texts are not here: lay the dossier over a project that has them.
missing-no-cases = A scheme and a case are missing.
missing-no-organs = A register of organs is missing (organs.toml).
missing-no-territories = A register of territories is missing (territories.toml).
missing-no-theses = Theses are missing (theses.toml).
missing-nothing-found = These texts tell nothing of the kind that the program sees.
missing-nothing-judged = A person’s judgement is missing: proposals are waiting.
status-word-claims = claimed
status-word-holds = held
status-word-awarded = awarded
status-word-neutral = neutral
status-word-disputed = disputed
status-word-promised = promised
status-word-renounced = renounced
date-before-told = by the last date told
chain-all = all { $number }
chain-part = between those who ask and those who decide
chain-answers = that answer
chain-past = past an organ of the register
chain-document = Document
chain-step = Step
chain-reply = Answers
chain-words = Words
chain-asks = asks
chain-decides = decides
step-proposal = proposal
step-permit = permit
step-refusal = refusal
step-report = report
answer-told = told
answer-possible = possible
past = past: { $names }
after-refusals = { $number ->
    [one] after one refusal
   *[other] after { $number } refusals
 }
transit = under way { $span }
hands-on = may hand on: { $what }
organ = Organ
under-register = Above it (register)
under-texts = Above it (texts)
holders = Holders (texts)
named-in = Named in
unlike-register = not so in the register
theses-whose = The theses are worded by whoever wrote the dossier; the words of the authors stand below each.
thesis-of = From
thesis-not-found = Its place in the text was not found.
thesis-untested = No order of a scheme stands for it.
own-evidence = his own text is evidence
# The picture of a page beside the text
page-picture = Page picture
page-picture-about = The picture of the page beside the text
page-before = Page before
page-after = Next page
page-choose = Page
page-of = { $number } of { $all }
page-words = Picture of page { $page } with its words
page-help = Arrow keys go from word to word, with Shift they take more of them; Enter shows the words in the text; Page Up and Page Down turn the page.
page-hint = Drag over words, or draw a frame around them, to find them in the text.
page-not-drawn = The picture cannot be drawn: the file is not where it was, or has changed. The frames show where its words stand.
page-words-told = Words on the page: { $words }
page-words-number = { $number ->
    [one] { $number } word
   *[other] { $number } words
}

## Shared words and their collation
view-timeline = Time
view-timeline-long = Timeline
view-shared = Shared
view-shared-long = Words that texts share
door-timeline = documents and events drawn in time, uncertain dates as what they are
door-shared = what several authors quote or have in the same words, word by word
key-go-timeline = timeline
key-go-shared = shared words
shared-about = What stands in several texts in the same words, the surest first. Open one to compare its witnesses word by word.
shared-kind = Kind
shared-all = All
shared-quoted = Quoted by all
shared-partly_unmarked = Quoted by some
shared-shared_prose = Shared prose
shared-about-quoted = Every text marks the words as a quotation
shared-about-partly_unmarked = Some texts have the words without quotation marks
shared-about-shared_prose = No text marks the words as a quotation
shared-possible = { $number ->
    [0] what may be chance or formula
   *[other] { $number } more that may be chance or formula
 }
shared-is-possible = may be chance or formula
shared-twice = One text twice ({ $share } %), not compared:
shared-none = These texts share no words beyond chance and formulas.
shared-none-here = { $number ->
    [one] The filters hide { $number } shared text.
   *[other] The filters hide { $number } shared texts.
 }
shared-words = { $number ->
    [one] { $number } word in common
   *[other] { $number } words in common
 }
in-other-texts = In the same words elsewhere
witness-quoted = quoted
witness-own-words = without quotation marks
witnesses = Witnesses
witness = Witness
witness-how = How
witness-cites = Cites
witness-cites-nothing = nothing
base = base text
base-take = Take { $sigil } as the base text
collation-as = Show as
as-columns = Side by side
as-apparatus = Apparatus
apparatus = Apparatus
variants-of-letters-hide = without differences of spelling and misread letters
copy-apparatus = Copy apparatus
grades = Kinds of difference
grade-substitution = other words
grade-addition = added
grade-omission_unmarked = left out without a mark
grade-pronoun = pronoun
grade-inflection = other form
grade-omission_marked = cut, and marked
grade-cut_in_base = cut in the base text
grade-supplement = supplied in brackets
grade-recognition = misread letters
grade-orthography = spelling
all-the-same = All witnesses have the same words.
gap-words = { $number ->
    [one] { $number } word not here
   *[other] { $number } words not here
 }
left-out = left out
added-here = added here
variant-number = Difference { $number }
key-open = open
key-next-variant = next, previous difference
key-next-base = next base text
key-columns = side by side or apparatus
keys-collation = Collation

## Timeline
keys-timeline = Timeline
lanes = Lanes
lanes-source = by text
lanes-person = by person
lanes-place = by place
lanes-type = by kind
lanes-all = documents and events
lane-nobody = none named
lane-folded = { $number ->
    [one] { $number } more: zoom in
   *[other] { $number } more: zoom in
 }
lanes-more = { $number ->
    [one] { $number } lane with fewer entries is not shown: filter to see it.
   *[other] { $number } lanes with fewer entries are not shown: filter to see them.
 }
timeline-left-out = { $number ->
    [one] { $number } entry of a long span is not drawn: filter to see it.
   *[other] { $number } entries of long spans are not drawn: filter to see them.
 }
timeline-how = Arrow keys go from one to the next, plus and minus zoom; drag along the axis to filter.
zoom-in = Closer
zoom-out = Farther
zoom-all = All
as-list = As a list
only-this-kind = Only entries of this kind
picture-failed = The picture could not be made.
key-dating = next, previous; lane above, below
key-zoom = closer, farther
key-pan = earlier, later

## Review of findings
view-review = Review
view-review-long = Review of findings
door-review = what the machine doubts and much hangs on: accept, reject, correct
key-go-review = review
keys-review = Review
review-sum = { $done } of { $all } decided
review-undecided = undecided
review-decided = decided
review-all = all
review-nothing = Nothing here waits for a decision.
review-stale = { $number ->
    [one] { $number } decision has lost its words: it stands in the history.
   *[other] { $number } decisions have lost their words: they stand in the history.
 }
review-used = { $number ->
    [one] used in { $number } place
   *[other] used in { $number } places
 }
status = Status
decide-this = Decide on it
correct = Correct
retype = Other kind
comment = Comment
leave-open = leave open
undo = Undo
redo = Redo
history = History
history-sum = { $number ->
    [one] { $shown } decision
   *[other] { $shown } decisions
 }
keep-it = Keep
cancel = Cancel
ask-correct_value = It should be
ask-retype = It is
ask-comment = Remark
ask-date-how = 1920-05-10, 1920-05-09/1920-05-10, ../1920-05-01, 1920-05~
said-accept = Accepted: { $what }
said-reject = Rejected: { $what }
said-correct_value = Corrected: { $what }
said-retype = Made another kind: { $what }
said-leave_open = Left open: { $what }
said-comment = Remark kept: { $what }
said-undone = Undone: { $what }
said-redone = Done again: { $what }
nothing-to-undo = Nothing of this window is left to do over.
decided-as-accept = Accepted
decided-as-reject = Rejected
decided-as-correct_value = Corrected to { $value }
decided-as-retype = It is: { $value }
decided-as-leave_open = Left open
decided-as-comment = Remark: { $value }
decided-as-merge = Taken as one
decided-as-split = Taken apart
replaces-a-decision = in place of an earlier decision
words-lost = its words were not found again
no-longer-in-force = no longer in force

## Correspondence from one person
view-network = Letters
view-network-long = Correspondence
door-network = who wrote to whom, from one person outward
key-go-network = correspondence
keys-network = Correspondence
start-from = From
network-sum = { $number ->
    [one] { $number } correspondent, { $documents } documents
   *[other] { $number } correspondents, { $documents } documents
 }
network-nothing = No document here names both who wrote it and to whom.
network-more = { $number ->
    [one] { $number } correspondent more: narrow the time.
   *[other] { $number } correspondents more: narrow the time.
 }
network-silent = Without a named other side: { $sent } sent, { $got } received.
network-how = A full line: mostly by wire; dashed: on paper; dotted: not said. The thicker, the more documents.
wrote-to-it = wrote here
it-wrote-to = was written to
wrote-here = { $number ->
    [one] { $who } wrote here once.
   *[other] { $who } wrote here { $number } times.
 }
was-written = { $number ->
    [one] One document went to { $who }.
   *[other] { $number } documents went to { $who }.
 }
it-wrote = sent
it-got = received
start-there = start from here
key-next-link = next, previous correspondent
key-open-link = its documents
key-start-there = start from the chosen one

## Take it away
print = Print
print-more = { $number ->
    [one] { $number } row more is not printed: filter, or take CSV.
   *[other] { $number } rows more are not printed: filter, or take CSV.
 }

# Map
view-map = Map
view-map-long = Map
door-map = places where they lie, what happened there, without the states of today
key-go-map = map
keys-map = Map
key-place = the next place in that direction
key-zoom-map = closer, farther
key-pan-map = move the map
key-table = map or table
as-table = Table
map-names = Names
map-names-time = of the time
map-names-printed = as the texts have them
map-names-now = of today
map-names-dated = Names by years
map-status = Status, as the texts tell it
map-sum = { $number ->
    [one] { $shown } place
   *[other] { $shown } places
}
map-how = Arrow keys go from place to place, plus and minus zoom, drag to move.
map-nothing = Of the places in these texts none stands in the lists of places with its position. They are named below.
map-hidden = The filters leave no place that can be drawn.
map-legend-point = town, village, station
map-legend-area = land, region, water: its middle or capital
map-legend-possible = some mentions only may be this place
map-nowhere = { $number ->
    [one] Not on the map: { $number } place
   *[other] Not on the map: { $number } places
}
map-status-unplaced = Status told, but not on the map: { $names }
map-credit = Outlines: Natural Earth
map-north = north
map-east = east
map-own-list = the list of places
map-middle = The point is a middle or a capital.
map-possible = { $number ->
    [one] { $number } mention only may be this place.
   *[other] { $number } mentions only may be this place.
}
map-candidate = { $number ->
    [one] { $number } passage may also mean
   *[other] { $number } passages may also mean
}
map-letters = Documents from here and to here
map-entries = Here happened, by date
map-unknown = not known
map-col-place = Place
map-col-printed = As printed
map-col-kind = Kind
map-col-mentions = Mentions
map-col-entries = Dated entries
map-col-lies = North, east
map-col-words = First words
place-told = { $name }, { $kind }. Mentions: { $mentions }, dated entries: { $entries }.
place-city = town
place-village = village
place-station = station
place-region = region
place-state = state
place-river = river
place-sea = sea
place-mountain = mountain
place-other = other place
way-letters = { $from } → { $to }: { $number ->
    [one] { $number } document
   *[other] { $number } documents
}
way-stations = { $from }, then { $to } ({ $date }): in the order of the dates

# The tour
tour = A short way around
tour-step = { $step } of { $all }
tour-next = Next
tour-end = Done
tour-close = Close for good
tour-doors = These essays are the sample. Each door leads to a list made of them; the calendar has every document that they speak of, whoever wrote about it.
tour-documents = One row is one document, with every author that speaks of it. Arrow keys choose a row, Enter opens it, Enter again leads to the printed words.
tour-read = The text stands as it was printed. Lines and boxes mark what was found; the card beside it says as what. A click on either shows why, and what other authors say.
tour-timeline = A solid block is a day that is certain; hatching is a time within which it was. Drag over the bars at the foot, and every view keeps to that time.
tour-review = Here stands what the program doubts and much hangs on. A accepts, R rejects, U undoes, without end. What you decide outlives the next reading.

key-footnote = copy as footnote

## Deciding anywhere
view-disagreements = Disagree
view-disagreements-long = Discrepancies between texts
door-disagreements = where texts tell one thing differently, with both wordings
key-go-disagreements = discrepancies
keys-disagreements = In the discrepancies
keys-entity = On the page of a name
key-next-disagreement = next, previous discrepancy
key-prefer-side = prefer this side
disagree-kind = Kind of difference
disagree-conflicts = cannot both be right
disagree-possible = also what may be of two things
disagree-none = No differences of this kind in these texts.
difference-same = the same
difference-finer_precision = one says it more exactly
difference-calendar_shift = old and new style
difference-sent_versus_received = sent and received
difference-printed_versus_sent = printed and sent
difference-different_scope = not of the same thing
difference-change_over_time = changed over time
difference-orthography_only = spelling only
difference-wording_that_matters = wording
difference-number = number
difference-date_or_hour = date or hour
difference-order_of_events = order of events
difference-actor_or_role = who did it
difference-territory = territory
difference-cause = cause
difference-within_one_text = within one text
difference-impossible = cannot be
aspect-date = date
aspect-number = number
aspect-sender = sender
aspect-addressee = addressee
aspect-wording = wording
aspect-order = order
aspect-happened = whether it happened
aspect-count = count
independence-independent = two independent witnesses
independence-same_source = one source, read twice
independence-unknown = independence not known
independence-one_text = one text
in-quotation = in a quotation
prefer = Prefer
prefer-this = Prefer this
no-disagreement = Not a discrepancy
settled-prefer = One side is preferred
settled-leave_open = Left open
settled-reject = Not a discrepancy
said-settled-prefer = Preferred one side: { $what }
said-settled-leave_open = Left open: { $what }
said-settled-reject = Not a discrepancy: { $what }
said-prefer = Preferred: { $what }
said-add = Marked: { $what }
said-merge = Taken as one: { $what }
said-split = Parted: { $what }
said-rename = Renamed: { $what }
decided-as-prefer = Preferred
decided-as-add = Marked by hand: { $value }
decided-as-undo = Taken back
give-value = Give a value
ask-reason = Why
history-of-this = What was decided
fields-missing = Nothing said of:
machine-had = program: { $value }
make-finding = Make a finding of these words
words-known = These words are marked as this already.
words-unread = No rule reads these words; say what they are.
open-it = Open it
flag-by_hand = marked by hand
status-left_open = left open
status-added = marked by hand
standing-rejected = rejected
standing-corrected = corrected
standing-accepted = accepted
standing-left_open = left open
standing-undecided = not decided
facet-decided = Judgement
facet-certainty = Author's certainty
who-is-who = Who is who
merge = Merge
split = Split
rename = Rename
merge-with = With
reasons-for = For
reasons-against = Against
reasons-none = none known
what-changes = What changes
merge-changes = { $mentions } passages and { $documents } documents stand under “{ $name }”; spellings are kept
against-words = their names have no word in common
against-same-text = both stand in one text: { $texts }
split-what = Choose what leaves: spellings, texts or single passages.
rename-to = New name
do-merge = Take as one
do-split = Part
do-rename = Rename
do-retype = Change kind
joining = Names are joined anew …
saved-views = Saved views
save-view = Keep this view
save-view-name = Name of this view
forget-view = Forget this view
import-decisions = Take a file
imported = { $new } new, { $known } known already, { $lost } without their words here, { $conflicts } in conflict.
history-only-lost = lost words only
history-only-conflicts = conflicts only
history-all = all
history-show = Show
conflict-here = Colleagues decided differently here; deciding once more settles it.
review-conflicts = { $number ->
    [one] Judgements of colleagues differ in { $number } place.
   *[other] Judgements of colleagues differ in { $number } places.
}
lost-not_found = nowhere in these texts
lost-ambiguous = at several places alike
lost-other_context = only in other surroundings
sort-turned = Other way round
search-documents = { $number ->
    [one] { $shown } document
   *[other] { $shown } documents
}
search-near = Nothing is written so. Did you mean:
search-fields = Fields narrow it to documents:
