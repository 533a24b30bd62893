### Слова окна, русский язык. Целые предложения с местами; каждый ключ есть на каждом языке.

## Окно
skip-to-content = К содержанию
content = Содержание
views = Виды
view-doors = Обзор
view-read = Чтение
view-documents = Перечень
view-chronology = События
view-people = Лица
view-places = Места
view-bodies = Органы
view-shelfmarks = Архивы
view-documents-long = Перечень документов
view-chronology-long = Хроника
view-people-long = Лица
view-places-long = Места
view-bodies-long = Органы и учреждения
view-shelfmarks-long = Архивные шифры
search = Поиск
search-placeholder = Слова или имена, любым письмом
theme = { $now ->
    [light] Цвета: светлые. Сменить
    [dark] Цвета: тёмные. Сменить
   *[other] Цвета: как в системе. Сменить
 }
close = Закрыть
nowhere = По этому адресу ничего нет
nowhere-cure = Возможно, в адресе опечатка или проект удалён.
to-start = На начальную страницу
server-gone = Regesta не запущена. Запустите её снова: страница продолжит работу сама.
problem = Это не удалось
problem-row-expected = Ожидалось
problem-row-found = Найдено
problem-row-place = Где
problem-row-cure = Что попробовать
loading-long = Это занимает больше времени, чем обычно; данные ещё идут.
copy-details = Скопировать подробности
score = оценка программы

## Клавиши
keys-all = Все клавиши
keys-place = Клавиши считаются по месту на клавиатуре и работают при любой раскладке.
keys-everywhere = Везде
keys-reading = Чтение
keys-lists = Списки
key-search = поиск
key-palette = перейти куда угодно
key-go-doors = обзор
key-go-read = чтение
key-go-documents = перечень документов
key-go-chronology = хроника
key-go-people = лица
key-go-places = места
key-go-bodies = органы и учреждения
key-go-shelfmarks = архивные шифры
key-back = назад
key-next-finding = следующая, предыдущая находка
key-next-undecided = следующая, предыдущая нерешённая
key-outward = шире, уже
key-open-entity = открыть страницу
key-let-go = снять выбор, затем назад
key-notes = примечания показать и скрыть
key-next-row = следующая, предыдущая строка
key-first-row = первая, последняя строка
key-to-words = открыть, затем к словам
key-alone = открыть страницу отдельно
key-filter = отбор
palette = Перейти куда угодно
palette-placeholder = Вид, текст, имя…
palette-nothing = Такого названия здесь нет.
palette-view = вид
palette-window = окно
palette-theme = Светлое или тёмное
palette-language = English

## Начальная страница
start-title = Положите сюда папку со статьями и читайте, что в них сказано и где.
drop-here = Перетащите сюда папку или выберите её
choose-folder = Выбрать папку
drop-promise = Файлы только читаются: они не изменяются и никуда не отправляются.
read-only = Окно открыто только для чтения; добавить статьи нельзя.
projects = На этом компьютере
sample = образец
project-counts = { $texts ->
    [one] { $texts } текст
    [few] { $texts } текста
   *[other] { $texts } текстов
 } · документов: { $documents } · лиц: { $persons } · архивных шифров: { $shelfmarks }
reading-folder = Чтение папки
sending = Файлы принимаются: { $sent } из { $all }
files-done = Файлов: { $done } из { $all }
seconds-left = { $number ->
    [one] осталась примерно { $number } секунда
    [few] осталось примерно { $number } секунды
   *[other] осталось примерно { $number } секунд
 }
minutes-left = { $number ->
    [one] осталась примерно { $number } минута
    [few] осталось примерно { $number } минуты
   *[other] осталось примерно { $number } минут
 }
stop = Остановить, сохранив сделанное
open-project = Открыть найденное
another-folder = Другая папка
job-waiting = Ждёт другую папку.
job-reading = Читает.
job-joining = Соединяет имена и документы.
job-indexing = Пишет указатель для поиска.
job-done = Готово.
job-stopped = Остановлено; законченное сохранено.
job-failed = Продолжить не удалось.
file-waiting = ждёт
file-reading = читается
file-done = готово
file-current = без изменений
file-failed = прочесть не удалось
file-sent = принят
count-findings = находок пока
count-date = даты
count-documents = документы
count-persons = лица
count-places = места
count-shelfmarks = архивные шифры

## Обзор проекта
doors-what = { $texts ->
    [one] { $texts } текст
    [few] { $texts } текста
   *[other] { $texts } текстов
 }, находок: { $findings }
door-documents = кто что кому писал, когда, где хранится
door-chronology = что когда произошло и кто об этом говорит
door-people = во всех написаниях, через все письменности
door-places = как их называют тексты
door-bodies = правительства, армии, партии, комитеты
door-shelfmarks = каждое дело и кто на него ссылается
messages = Что прочтено не полностью
texts = Тексты
pages = { $number ->
    [one] { $number } страница
    [few] { $number } страницы
   *[other] { $number } страниц
 }
status-read = прочтён
read-at = прочитано { $when }
status-partial = прочтён частично
status-failed = прочесть не удалось
notes-on-files = { $number ->
    [one] { $number } замечание о файлах
    [few] { $number } замечания о файлах
   *[other] { $number } замечаний о файлах
 }

## Чтение
layers = Слои
layers-more = Ещё
layer-date = Даты
layer-person = Лица
layer-place = Места
layer-body = Органы
layer-cite = Ссылки
layer-quote = Цитаты
layer-document = Документы
layer-event = События
layer-notes = Примечания
layer-undecided = Нерешённое
layer-repairs = Исправления
layer-letters = Буквы
kind-date = Дата
kind-person = Лицо
kind-place = Место
kind-body = Орган или учреждение
kind-cite = Ссылка
kind-quote = Цитата
kind-document = Документ
kind-event = Событие
status-undecided = не решено
status-accepted = принято
status-rejected = отклонено
status-corrected = исправлено
choose-text = Текст
contents = Оглавление
page = с. { $page }
# Места в текстах без страниц
place-paragraph = ¶ { $number }
place-footnote = сноска { $number }
place-endnote = концевая сноска { $number }
place-comment = примечание на полях { $number }
place-running-head = колонтитул { $number }
place-text-box = врезка { $number }
findings-here = { $number ->
    [one] { $shown } находка
    [few] { $shown } находки
   *[other] { $shown } находок
 }
text-with-findings = Текст с находками
text-empty = В этом файле не найдено слов.
note-call = Примечание { $label }
repaired = Прочтено иначе: { $reading } ({ $reason })
cards = Находки этого абзаца
cards-more = { $number ->
    [one] ещё { $number }
   *[other] ещё { $number }
 }
names-person = { $number ->
    [one] { $number } лицо
    [few] { $number } лица
   *[other] { $number } лиц
 }
names-place = { $number ->
    [one] { $number } место
    [few] { $number } места
   *[other] { $number } мест
 }
names-body = { $number ->
    [one] { $number } орган
    [few] { $number } органа
   *[other] { $number } органов
 }
document-number = № { $n }, документ
finding-told = { $kind }, { $label }, { $status }, оценка программы { $score }
inspector = Выбранное
choose-something = Выберите отмеченное место в тексте или нажмите ↓.
in-this-text = В этом тексте
as-printed = Как напечатано
stands-for = Обозначает
possibly = возможно
fields = Поля
part-of = Часть
open-whole = документ целиком
references = Что названо
ref-archive = архив
ref-label = работа
ref-year = год
ref-fond = ф.
ref-opis = оп.
ref-delo = д.
ref-folios = лл.
ref-volume = т.
ref-issue = вып.
ref-pages = с.
ref-number = номер
cited-for = К чему ссылка
alternatives = Можно прочесть и так
why-found = Почему это найдено
why-joined = Почему это оно:
triggers = Слова, на которых это держится:
rule = Правило
pack = пакет
flag-impossible = нет такого дня
flag-impossible_date = нет такого дня
flag-weekday_differs = день недели иной
flag-styles_differ = стили расходятся
flag-night = ночь
flag-ambiguous = два чтения
flag-inferred_year = год выведен
flag-inferred_month = месяц выведен
flag-inferred_day = день выведен
flag-inferred_all = отсчитано от другой даты
flag-repaired = печать исправлена
flag-end_guessed = конец предположен
flag-denied = отрицается
flag-possible = возможно
copy-with-reference = Скопировать со ссылкой
copied = Скопировано
copied-reference = Скопировано: { $reference }
copy-failed = Браузер не разрешил копирование.

## Списки
filter = Отбор
filters = Отбор
filter-words = Слова
filter-dates = Даты
filter-dates-how = Как сравнивать даты
date-from = с
date-to = по
dates-any = любое пересечение
dates-inside = целиком внутри
dates-earliest = по раннему дню
undated = без даты
undated-with = и без даты: { $number }
undated-left = { $number ->
    [one] без даты, не показано: { $number }
   *[other] без даты, не показано: { $number }
 }
undated-only = только без даты
undated-hide = кроме недатированных
facet-source = Кто говорит
facet-kind = Записи
facet-genre = Вид документа
facet-sender = Отправитель
facet-addressee = Адресат
facet-person = Лицо
facet-place = Место
facet-body = Орган
facet-archive = Архив
facet-modality = Как сказано
facet-type = Вид события
facet-more = { $number ->
    [one] ещё { $number }
   *[other] ещё { $number }
 }
facet-beyond = { $number ->
    [one] и ещё { $number } реже
   *[other] и ещё { $number } реже
 }
chip-between = { $from } – { $to }
chip-from = с: { $date }
chip-to = по: { $date }
chip-remove = Снять отбор { $filter }
filters-hide = { $number ->
    [one] Отбор скрывает { $shown } запись.
    [few] Отбор скрывает { $shown } записи.
   *[other] Отбор скрывает { $shown } записей.
 }
filters-lift = Снять весь отбор
list-empty = Находок этого рода в этих текстах нет.
sum-documents = { $number ->
    [one] { $shown } документ
    [few] { $shown } документа
   *[other] { $shown } документов
 }
sum-documents-of = { $shown } из { $number ->
    [one] { $all } документа
   *[other] { $all } документов
 }
sum-chronology = { $number ->
    [one] { $shown } запись
    [few] { $shown } записи
   *[other] { $shown } записей
 }
sum-chronology-of = { $shown } из { $number ->
    [one] { $all } записи
   *[other] { $all } записей
 }
sum-people = { $number ->
    [one] { $shown } лицо
    [few] { $shown } лица
   *[other] { $shown } лиц
 }
sum-people-of = { $shown } из { $number ->
    [one] { $all } лица
   *[other] { $all } лиц
 }
sum-places = { $number ->
    [one] { $shown } место
    [few] { $shown } места
   *[other] { $shown } мест
 }
sum-places-of = { $shown } из { $number ->
    [one] { $all } места
   *[other] { $all } мест
 }
sum-bodies = { $number ->
    [one] { $shown } орган
    [few] { $shown } органа
   *[other] { $shown } органов
 }
sum-bodies-of = { $shown } из { $number ->
    [one] { $all } органа
   *[other] { $all } органов
 }
sum-shelfmarks = { $number ->
    [one] { $shown } архивный шифр
    [few] { $shown } архивных шифра
   *[other] { $shown } архивных шифров
 }
sum-shelfmarks-of = { $shown } из { $number ->
    [one] { $all } архивного шифра
   *[other] { $all } архивных шифров
 }
sort = Порядок
sort-date = по дате
sort-from = по отправителю
sort-to = по адресату
sort-genre = по виду
sort-sources = по числу авторов
sort-type = по виду
sort-place = по месту
sort-mentions = по упоминаниям
sort-label = по имени
sort-documents = по документам
sort-citations = по ссылкам
histogram = Когда
histogram-these = Во времени: { $shown } из { $all }
histogram-undated = { $number ->
    [one] без даты: { $number }
   *[other] без даты: { $number }
 }
histogram-how = протяните или Shift и стрелки
histogram-all = всё
unknown = неизвестно
to-whom = кому
datings = { $number ->
    [one] { $number } датировка
    [few] { $number } датировки
   *[other] { $number } датировок
 }
authors = { $number ->
    [one] { $number } автор
    [few] { $number } автора
   *[other] { $number } авторов
 }
quoted = цитируется
mentions = { $number ->
    [one] { $shown } упоминание
    [few] { $shown } упоминания
   *[other] { $shown } упоминаний
 }
mentions-possible = { $number ->
    [one] и { $number } возможное
    [few] и { $number } возможных
   *[other] и { $number } возможных
 }
in-documents = { $number ->
    [one] в { $number } документе
   *[other] в { $number } документах
 }
citations = { $number ->
    [one] { $number } ссылка
    [few] { $number } ссылки
   *[other] { $number } ссылок
 }
folios = лл.
findings = { $number ->
    [one] { $shown } находка
    [few] { $shown } находки
   *[other] { $shown } находок
 }
page-of-one = Страница выбранного
to-words = к словам

## Страница одного
type-person = Лицо
type-place = Место
type-body = Орган или учреждение
type-document = Документ
type-event = Событие
type-shelfmark = Архивный шифр
written-as = Написания
authority = В списках:
what-each-says = Что говорит каждый автор
field = Поле
values = { $number ->
    [one] { $number } значение
    [few] { $number } значения
   *[other] { $number } значений
 }
says-nothing = не говорит
when = Когда
its-documents = Документы
passages = Места в текстах
who-cites = Кто ссылается
possible-mentions = Возможно, то же
possibly-same = Может быть тем же, что
mentions-more = { $number ->
    [one] Показать ещё { $number }
   *[other] Показать ещё { $number }
 }

## Поиск
search-for = «{ $q }»
search-entities = Имена
search-words = { $number ->
    [one] В текстах: { $shown } предложение
    [few] В текстах: { $shown } предложения
   *[other] В текстах: { $shown } предложений
 }
search-nothing = { $number ->
    [one] В этом тексте не найдено.
    [few] В этих { $number } текстах не найдено.
   *[other] В этих { $number } текстах не найдено.
 }
search-hint = Введите слово в любой форме или имя любым письмом.
all-texts = Все тексты
hits-more = { $number ->
    [one] Показать ещё { $number }
   *[other] Показать ещё { $number }
 }
block-heading = заголовок
block-running_head = колонтитул
block-footnote = примечание
block-endnote = примечание
block-bibliography = список литературы
block-abstract = аннотация
block-caption = подпись

## Даты
date-before = не позднее { $date }
date-after = не ранее { $date }
date-or = или
date-about = около { $date }
date-night = ночь: { $dates }
date-decade = { $year }-е годы
date-century = { $number } век
date-season = { $season ->
    [spring] весна { $year }
    [summer] лето { $year }
    [autumn] осень { $year }
   *[other] зима { $year }
 }

## Значения данных
genre-telegram = телеграмма
genre-letter = письмо
genre-note = нота
genre-direct-wire = разговор по прямому проводу
genre-order = приказ
genre-directive = директива
genre-treaty = договор
genre-agreement = соглашение
genre-protocol = протокол
genre-decision = решение
genre-report = доклад
genre-memorandum = меморандум
genre-appeal = обращение
genre-ultimatum = ультиматум
genre-decree = декрет
genre-declaration = декларация
genre-instruction = инструкция
genre-speech = речь
genre-article = статья
genre-other = документ
event-advance = наступление
event-appointment = назначение
event-arrest = арест
event-arrival = прибытие
event-battle = бои
event-capture = взятие
event-coup = насильственная смена власти
event-crossing = переход
event-departure = отбытие
event-execution = казнь
event-formation = образование
event-meeting = заседание, встреча
event-mobilisation = мобилизация
event-negotiation = переговоры
event-occupation = занятие
event-proclamation = провозглашение
event-recognition = признание
event-resignation = отставка
event-signing = подписание
event-transfer = передача
event-uprising = вооружённое выступление
event-withdrawal = отход
event-other = событие
modality-asserted = утверждается
modality-reported = сообщается
modality-ordered = приказано
modality-planned = намечено
modality-alleged = предполагается
modality-conditional = при условии
attestation-mentioned = упомянут
attestation-quoted = цитируется
attestation-shelfmark = известен по архивному шифру
attestation-printed = напечатан
attestation-draft = черновик
attestation-intercepted = перехвачен
certainty-certain = уверенно
certainty-probable = вероятно
certainty-possible = возможно
certainty-doubtful = сомнительно
predicate-genre = Вид
predicate-date_stated = Датирован
predicate-date_sent = Отправлен
predicate-date_received = Получен
predicate-date = Дата
predicate-sent_by = Отправитель
predicate-signed_by = Подписал
predicate-sent_from = Откуда
predicate-received_by = Адресат
predicate-copied_to = Копия
predicate-received_at = Куда
predicate-place = Место
predicate-agent = Кто
predicate-patient = Кого
predicate-number = Номер
predicate-subject = О чём
predicate-incipit = Первые слова
predicate-attestation = Как известен
predicate-held_at = Где хранится
predicate-published_in = Где напечатан
predicate-quoted_in = Где цитируется
predicate-replies_to = Ответ на
predicate-same_as = То же, что
predicate-office = Должность
predicate-name = Имя
predicate-parent = Входит в
predicate-type = Вид
predicate-modality = Как сказано
predicate-speaker = Кто говорит
predicate-document = Документ
role-sent_by = отправитель
role-received_by = адресат
role-signed_by = подписал
role-copied_to = копия
role-held_at = хранится здесь
role-sent_from = отправлен отсюда
role-received_at = получен здесь
lang-ru = русский
lang-uk = украинский
lang-en = английский
lang-tr = турецкий
lang-az = азербайджанский
lang-ka = грузинский
lang-hy = армянский

# архивные шифры
cited-for-document = о документе
cited-for-quotation = к словам
cited-for-words = к словам:
supports = ссылка
quotes = цитируется, ссылка
copy-citation = Скопировать шифр
reference-style = Вид шифра
style-ru = по-русски
style-uk = по-украински
style-az = по-азербайджански
style-ka = по-грузински
style-en = по-английски
style-numbers = только числа
what-is-odd = Что настораживает
reading-room = Дела к заказу
reading-room-about = Список для читального зала: все дела с листами, по архивам, в CSV
citations-beyond = { $number ->
    [one] ещё { $number } ссылка — в файле CSV
    [few] ещё { $number } ссылки — в файле CSV
   *[other] ещё { $number } ссылок — в файле CSV
}
facet-doubt = Что настораживает
doubt-archive-unknown = архив неизвестен
doubt-archive-not-named = архив не назван
doubt-part-missing = не хватает части шифра
doubt-one-letter-away = отличается от другого на один знак
doubt-opis-alone = опись не такая, как у других
doubt-folio-out-of-range = лист далеко за прочими
doubt-range-backwards = листы идут назад
doubt-ambiguous = можно прочесть двояко

## Схемы и случаи
view-schemes = Схемы
view-schemes-long = Схемы и случаи
view-system = Система
view-system-long = Система в этих текстах
door-schemes = что говорят тексты о каждой ступени, случай за случаем, и на чьём слове держится порядок
door-system = переписка, случаи, органы, операции, договоры, территории, тезисы
dossier = Досье
key-go-schemes = схемы и случаи
key-go-system = система в этих текстах
keys-schemes = Схемы
key-cell = от клетки к клетке
key-cell-words = слова за клеткой
key-next-proposal = следующее, предыдущее предложение
key-judge = принять, отклонить
key-move = перенести к другой ступени
key-redate = другая дата
no-dossier = Рядом с этими текстами нет досье. Досье — это папка со схемами и случаями: запустите с --dossier ПАПКА или положите его папки рядом с текстами.
scheme = Схема
scheme-basis = Что учитывается
basis-judged = то, что решено
basis-proposed = также нерешённые предложения
basis-warning = Нерешённые предложения учтены здесь так, будто они приняты. Их никто не проверял: прежде чем делать выводы, посмотрите на слова.
take-away = Забрать
export-matrix-csv = Таблица ступеней со словами (CSV)
export-log-csv = Прочтения (CSV)
export-log-xes = Прочтения (XES)
export-log-ocel-json = Прочтения (OCEL 2.0)
stated-by = Сформулировано в тексте
matrix = Ступени по случаям
stage = Ступень
case = Случай
text = Текст
optional = может отсутствовать
sign-told = сказано
sign-denied = отрицается или не удалось
sign-unknown = не говорится
sign-disputed = сказано и отрицается
side-for = Говорит в пользу
side-hedged = С сомнением
side-against = Говорит против
cell = { $stage }, { $case }: { $sign }, { $number ->
    [one] { $number } место
    [few] { $number } места
   *[other] { $number } мест
 }
cell-open = { $number ->
    [one] { $number } место стоит рядом с таблицей
    [few] { $number } места стоят рядом с таблицей
   *[other] { $number } мест стоит рядом с таблицей
 }
words-behind = Слова за этой клеткой
silence = Эти тексты об этом не говорят. Молчание есть молчание: из него не следует, что этого не было.
case-counts = учтено: { $evidence }, решить: { $open }
texts-missing = { $number ->
    [one] { $number } текста нет в этом проекте
   *[other] { $number } текстов нет в этом проекте
 }
texts-missing-named = Нет в этом проекте: { $names }
not-judged = не решено
orders = Порядок по случаям
orders-what = Сначала то, что следует, когда каждое прочтение держится одного текста; ниже — смешанные прочтения, где ступени взяты из разных текстов и которых, возможно, не утверждает никто.
order = Порядок
order-says = { $before } → { $after }
expectation = ожидание, не утверждение
mixed-short = смешанные:
text-by-text = текст за текстом
mixed-readings = смешанные прочтения
mixed-reading = смешанное прочтение
verdict-always = всегда верно
verdict-depends = зависит
verdict-never = никогда не верно
verdict-untestable = нельзя проверить
tally = верно { $holds }, неверно { $fails }, открыто { $open }
rivals = Схемы-соперницы на тех же случаях
rivals-untestable = По тому, что здесь учтено, ни одну схему проверить нельзя.
lost-on = Неверно по словам
kept-on = Верно по словам
no-score = Здесь нет ни баллов, ни мест: у горстки случаев с общей армией, общим десятилетием и общим центром считать доли не от чего.
hangs-on = Зависит от того, кому следовать
would-settle = Что решило бы открытое
readings = Прочтения
readings-none = Ни в одном прочтении нет дат с обеих сторон.
readings-more = { $number ->
    [one] Ещё { $number } прочтение
    [few] Ещё { $number } прочтения
   *[other] Ещё { $number } прочтений
 }
readings-unlisted = Ещё { $number } смешанных прочтений сосчитано, но не перечислено.
left-aside = Оставлено в стороне
holding-holds = верно
holding-fails = неверно
holding-open = открыто
holding-untestable = нельзя проверить
between = между ними
outcome = исход:
outcome-user = по мнению составителя досье
parts = Части этой страницы
part-orders = Заключения
part-deviations = Отступления
part-timeline = Во времени
part-delays = Промежутки
part-proposals = Предложения
hedged = сомнительное взято как сказанное
deviations-none = Ни один текст в том, что он датирует, не отступает от схемы.
timeline-none = Здесь пока ничего не учтено.
day-zero = День 0:
day-zero-none = нет
day-number = день { $day }
standpoint-hedged = с сомнением
standpoint-against = против
standpoint-aside = оставлено в стороне
standpoint-for = в пользу
delays-none = Ни один текст не датирует обе ступени какого-либо порядка.
by-distance = по расстоянию от другого
delay-from = От
delay-to = До
delay-between = Промежуток
either-order = любое могло быть первым
unknown-time = неизвестно
span-days = дней: { $span }
span-hours = { $span } ч
unmatched = { $number ->
    [one] Для { $number } признака ничего не найдено
   *[other] Для { $number } признаков ничего не найдено
 }
proposals-open = решить: { $open } из { $all }
proposals-show = Показать
proposals-only-open = нерешённые
proposals-all = все
proposals-none = В этих текстах и в этих пределах ничто не похоже ни на один признак.
proposals-done = Все предложения решены.
judged-by = Кто решает
judged-said = { $stage }: { $what }. Решённое прежде сохранено.
did-accept = принято
did-reject = отклонено
did-move = перенесено
did-redate = принято с другой датой
decided-accepted = принято
decided-rejected = отклонено
decided-moved = перенесено
judge-this = Решить это предложение для { $stage }
accept = Принять
reject = Отклонить
move = Перенести…
redate = Дата…
redate-do = Принять с этой датой
move-to = Куда
redate-to = Дата (EDTF)
judge-note = Почему
why = Почему:
voice-document = в документе
datekind-written = написано
datekind-sent = отправлено
datekind-received = получено
datekind-printed = напечатано
datekind-known = известно
modality-denied = отрицается
modality-hedged = с сомнением

## Система в этих текстах
system-correspondence = Переписка
system-correspondence-what = кто просил, кто и через сколько времени отвечал, чьи письма шли мимо кого
system-cases = Схемы и случаи
system-cases-what = что сказано о каждой ступени и какой порядок зависит от того, кому следовать
system-organs = Органы и должности
system-organs-what = кто, как говорят тексты, занимал какую должность и что стояло над чем
system-operations = Операции
system-operations-what = движения войск и бои; где тексты датируют одно и то же по-разному
system-treaties = Ноты и договоры
system-treaties-what = документы между правительствами; где тексты датируют один по-разному
system-territories = Территории
system-territories-what = чья территория по словам каждого: таблица, а не карта
system-theses = Тезисы
system-theses-what = что утверждают авторы, с тем, что говорит за и против
system-note = Всё здесь — то, что утверждают тексты. Расхождение ещё не противоречие, и между ними ничего не решено; числа говорят о том, что рассказывают эти тексты, а не о том, что было.
system-count-schemes = схемы
system-count-cases = случаи
system-count-evidence = учтено свидетельств
system-count-proposals-open = предложений решить
system-count-orders-tested = порядков можно проверить
system-count-orders-depend = порядков зависит
system-count-organs-listed = в перечне
system-count-organs-named = названо в текстах
system-count-offices-told = названо носителей
system-count-parents-told = названо вышестоящих
system-count-operations = операции
system-count-documents-between = документы
system-count-territories-listed = в перечне
system-count-territories-told = со статусом
system-count-statuses = сведения
system-count-theses-listed = тезисы
system-count-theses-kept = проверок верно
system-count-theses-lost = проверок неверно
system-count-theses-both = у одних верно, у других нет
system-count-theses-stated = найдено в тексте
system-count-letters = письма, телеграммы, доклады
system-count-letters-asking = с просьбой к центру
system-count-letters-deciding = от центра
system-count-proposals = предложения
system-count-refusals = отказы
system-count-permits = разрешения
system-count-permits-after-refusals = разрешения после отказов
system-count-answers-told = ответы, названные текстом
system-count-answers-possible = возможные ответы
system-count-letters-past = мимо органа
system-count-letters-handed-on = переданы дальше
closest = Ближайшие расхождения
closest-more = { $number ->
    [one] и ещё { $number }
   *[other] и ещё { $number }
 }
closest-none = Расхождений не видно.
discrepancy-date = датировано по-разному
discrepancy-order = порядок зависит от текста
discrepancy-holder = двое на одной должности
discrepancy-parent = под кем
discrepancy-status = статус
discrepancy-one-document = может быть одним
discrepancy-thesis = есть возражение
missing-no-texts = Текстов здесь нет: наложите досье на проект, в котором они есть.
missing-no-cases = Нет схемы и случая.
missing-no-organs = Нет перечня органов (organs.toml).
missing-no-territories = Нет перечня территорий (territories.toml).
missing-no-theses = Нет тезисов (theses.toml).
missing-nothing-found = Эти тексты не говорят ничего такого, что видит программа.
missing-nothing-judged = Нет решения человека: предложения ждут.
status-word-claims = притязание
status-word-holds = занято
status-word-awarded = передано
status-word-neutral = нейтрально
status-word-disputed = спорно
status-word-promised = обещано
status-word-renounced = отказ от прав
date-before-told = по последней названной дате
chain-all = все: { $number }
chain-part = между просящими и решающими
chain-answers = отвечающие
chain-past = мимо органа из перечня
chain-document = Документ
chain-step = Шаг
chain-reply = На что отвечает
chain-words = Слова
chain-asks = просит
chain-decides = решает
step-proposal = предложение
step-permit = разрешение
step-refusal = отказ
step-report = донесение
answer-told = по тексту
answer-possible = возможно
past = мимо: { $names }
after-refusals = { $number ->
    [one] после { $number } отказа
   *[other] после { $number } отказов
 }
transit = в пути { $span }
hands-on = возможно, передаёт: { $what }
organ = Орган
under-register = Над ним (перечень)
under-texts = Над ним (тексты)
holders = Кто занимал (тексты)
named-in = Где назван
unlike-register = в перечне не так
theses-whose = Тезисы сформулированы составителем досье; слова авторов стоят под каждым.
thesis-of = Из текста
thesis-not-found = Место в тексте не найдено.
thesis-untested = Ни один порядок схемы за ним не стоит.
own-evidence = его же текст служит свидетельством
# The picture of a page beside the text
page-picture = Вид страницы
page-picture-about = Изображение страницы рядом с текстом
page-before = Предыдущая страница
page-after = Следующая страница
page-choose = Страница
page-of = { $number } из { $all }
page-words = Изображение страницы { $page } и слова на ней
page-help = Клавиши со стрелками ведут от слова к слову, с Shift захватывают больше; Enter показывает слова в тексте; Page Up и Page Down листают страницы.
page-hint = Проведите по словам или обведите их рамкой, чтобы найти их в тексте.
page-not-drawn = Страницу не изобразить: файла нет на прежнем месте или он изменился. Рамки показывают, где стоят слова.
page-words-told = Слова на странице: { $words }
page-words-number = { $number ->
    [one] { $number } слово
    [few] { $number } слова
   *[other] { $number } слов
}

## Общие места и их сличение
view-timeline = Время
view-timeline-long = Лента времени
view-shared = Сличение
view-shared-long = Общие места текстов
door-timeline = документы и события на оси времени; неточные даты — такими, каковы они
door-shared = что несколько авторов приводят одними и теми же словами, слово за словом
key-go-timeline = лента времени
key-go-shared = общие места
shared-about = То, что стоит в нескольких текстах в одних и тех же словах, самое надёжное — вначале. Откройте, чтобы сличить слово за словом.
shared-kind = Вид
shared-all = Все
shared-quoted = Цитируют все
shared-partly_unmarked = Цитируют не все
shared-shared_prose = Общий текст авторов
shared-about-quoted = Во всех текстах слова взяты в кавычки
shared-about-partly_unmarked = В части текстов слова стоят без кавычек
shared-about-shared_prose = Ни в одном тексте слова не взяты в кавычки
shared-possible = { $number ->
    [0] то, что может быть случайностью или формулой
   *[other] ещё { $number }, что могут быть случайностью или формулой
 }
shared-is-possible = может быть случайностью или формулой
shared-twice = Один текст дважды ({ $share } %), не сличался:
shared-none = Общих слов, кроме случайных и формул, в этих текстах нет.
shared-none-here = { $number ->
    [one] Фильтры скрывают { $number } общее место.
    [few] Фильтры скрывают { $number } общих места.
   *[other] Фильтры скрывают { $number } общих мест.
 }
shared-words = { $number ->
    [one] { $number } общее слово
    [few] { $number } общих слова
   *[other] { $number } общих слов
 }
in-other-texts = Теми же словами в других местах
witness-quoted = в кавычках
witness-own-words = без кавычек
witnesses = Свидетели текста
witness = Свидетель
witness-how = Как
witness-cites = Ссылается на
witness-cites-nothing = ни на что
base = основной текст
base-take = Взять { $sigil } за основной текст
collation-as = Показать
as-columns = Рядом
as-apparatus = Аппарат
apparatus = Аппарат
variants-of-letters-hide = без разночтений в написании и ошибок распознавания
copy-apparatus = Скопировать аппарат
grades = Виды разночтений
grade-substitution = другие слова
grade-addition = добавлено
grade-omission_unmarked = пропущено без знака
grade-pronoun = местоимение
grade-inflection = другая форма
grade-omission_marked = купюра, отмечена
grade-cut_in_base = купюра в основном тексте
grade-supplement = дополнено в скобках
grade-recognition = ошибка распознавания
grade-orthography = написание
all-the-same = У всех свидетелей одни и те же слова.
gap-words = { $number ->
    [one] нет { $number } слова
   *[other] нет { $number } слов
 }
left-out = пропущено
added-here = здесь добавлено
variant-number = Разночтение { $number }
key-open = открыть
key-next-variant = следующее, предыдущее разночтение
key-next-base = другой основной текст
key-columns = рядом или аппарат
keys-collation = Сличение

## Лента времени
keys-timeline = Лента времени
lanes = Дорожки
lanes-source = по текстам
lanes-person = по лицам
lanes-place = по местам
lanes-type = по видам
lanes-all = документы и события
lane-nobody = не названы
lane-folded = { $number ->
    [one] ещё { $number }: приблизьте
   *[other] ещё { $number }: приблизьте
 }
lanes-more = { $number ->
    [one] { $number } дорожка с меньшим числом записей не показана: отберите её фильтром.
    [few] { $number } дорожки с меньшим числом записей не показаны: отберите их фильтром.
   *[other] { $number } дорожек с меньшим числом записей не показано: отберите их фильтром.
 }
timeline-left-out = { $number ->
    [one] { $number } запись с долгим сроком не нарисована: отберите её фильтром.
    [few] { $number } записи с долгим сроком не нарисованы: отберите их фильтром.
   *[other] { $number } записей с долгим сроком не нарисовано: отберите их фильтром.
 }
timeline-how = Стрелки ведут от одного к другому, плюс и минус меняют масштаб; протяните по оси, чтобы отобрать.
zoom-in = Ближе
zoom-out = Дальше
zoom-all = Всё
as-list = Списком
only-this-kind = Только записи этого вида
picture-failed = Картинку сделать не удалось.
key-dating = следующая, предыдущая; дорожка выше, ниже
key-zoom = ближе, дальше
key-pan = раньше, позже

## Проверка находок
view-review = Проверка
view-review-long = Проверка находок
door-review = в чём машина не уверена и от чего много зависит: принять, отклонить, исправить
key-go-review = проверка
keys-review = Проверка
review-sum = решено { $done } из { $all }
review-undecided = не решено
review-decided = решено
review-all = всё
review-nothing = Здесь ничто не ждёт решения.
review-stale = { $number ->
    [one] { $number } решение потеряло свои слова: оно стоит в истории.
    [few] { $number } решения потеряли свои слова: они стоят в истории.
   *[other] { $number } решений потеряли свои слова: они стоят в истории.
 }
review-used = { $number ->
    [one] использовано в { $number } месте
   *[other] использовано в { $number } местах
 }
status = Состояние
decide-this = Решить
correct = Исправить
retype = Другой вид
comment = Замечание
leave-open = оставить открытым
undo = Отменить
redo = Вернуть
history = История
history-sum = { $number ->
    [one] { $shown } решение
    [few] { $shown } решения
   *[other] { $shown } решений
 }
keep-it = Сохранить
cancel = Отмена
ask-correct_value = Должно быть
ask-retype = Это
ask-comment = Замечание
ask-date-how = 1920-05-10, 1920-05-09/1920-05-10, ../1920-05-01, 1920-05~
said-accept = Принято: { $what }
said-reject = Отклонено: { $what }
said-correct_value = Исправлено: { $what }
said-retype = Изменён вид: { $what }
said-leave_open = Оставлено открытым: { $what }
said-comment = Замечание сохранено: { $what }
said-undone = Отменено: { $what }
said-redone = Возвращено: { $what }
nothing-to-undo = В этом окне больше нечего отменять или возвращать.
decided-as-accept = Принято
decided-as-reject = Отклонено
decided-as-correct_value = Исправлено на { $value }
decided-as-retype = Это: { $value }
decided-as-leave_open = Оставлено открытым
decided-as-comment = Замечание: { $value }
decided-as-merge = Признаны одним
decided-as-split = Разделены
replaces-a-decision = вместо более раннего решения
words-lost = его слова больше не нашлись
no-longer-in-force = больше не действует

## Переписка одного лица
view-network = Переписка
view-network-long = Переписка
door-network = кто кому писал, начиная с одного лица
key-go-network = переписка
keys-network = Переписка
start-from = От кого смотреть
network-sum = { $number ->
    [one] { $number } корреспондент, документов: { $documents }
    [few] { $number } корреспондента, документов: { $documents }
   *[other] { $number } корреспондентов, документов: { $documents }
 }
network-nothing = Ни один документ здесь не называет и отправителя, и адресата.
network-more = { $number ->
    [one] Ещё { $number } корреспондент: сузьте время.
    [few] Ещё { $number } корреспондента: сузьте время.
   *[other] Ещё { $number } корреспондентов: сузьте время.
 }
network-silent = Вторая сторона не названа: отправлено { $sent }, получено { $got }.
network-how = Сплошная линия — большей частью по проводу, штриховая — на бумаге, точки — не сказано. Чем толще, тем больше документов.
wrote-to-it = писали сюда
it-wrote-to = кому написано
wrote-here = { $number ->
    [one] { $who }: сюда { $number } документ.
    [few] { $who }: сюда { $number } документа.
   *[other] { $who }: сюда { $number } документов.
 }
was-written = { $number ->
    [one] { $number } документ: { $who }.
    [few] { $number } документа: { $who }.
   *[other] { $number } документов: { $who }.
 }
it-wrote = отправлено
it-got = получено
start-there = смотреть отсюда
key-next-link = следующий, предыдущий корреспондент
key-open-link = его документы
key-start-there = смотреть от выбранного

## Унести с собой
print = Печать
print-more = { $number ->
    [one] Ещё { $number } строка не напечатана: отберите фильтром или возьмите CSV.
    [few] Ещё { $number } строки не напечатаны: отберите фильтром или возьмите CSV.
   *[other] Ещё { $number } строк не напечатано: отберите фильтром или возьмите CSV.
 }

# Map
view-map = Карта
view-map-long = Карта
door-map = где лежат места и что в них произошло, без нынешних границ
key-go-map = карта
keys-map = Карта
key-place = следующее место в этом направлении
key-zoom-map = ближе, дальше
key-pan-map = сдвинуть карту
key-table = карта или таблица
as-table = Таблица
map-names = Названия
map-names-time = того времени
map-names-printed = как в текстах
map-names-now = нынешние
map-names-dated = Названия по годам
map-status = Принадлежность, как о ней говорят тексты
map-sum = { $number ->
    [one] { $shown } место
    [few] { $shown } места
   *[other] { $shown } мест
}
map-how = Стрелки ведут от места к месту, плюс и минус меняют масштаб, перетаскивание двигает карту.
map-nothing = Ни одного места из этих текстов нет в списках с координатами. Они названы ниже.
map-hidden = Фильтры не оставили мест, которые можно нанести.
map-legend-point = город, село, станция
map-legend-area = страна, край, вода: середина или столица
map-legend-possible = часть упоминаний только, возможно, об этом месте
map-nowhere = { $number ->
    [one] Не на карте: { $number } место
    [few] Не на карте: { $number } места
   *[other] Не на карте: { $number } мест
}
map-status-unplaced = О принадлежности сказано, но на карте нет: { $names }
map-credit = Контуры: Natural Earth
map-north = с. ш.
map-east = в. д.
map-own-list = список мест
map-middle = Точка — середина или столица.
map-possible = { $number ->
    [one] { $number } упоминание только, возможно, об этом месте.
    [few] { $number } упоминания только, возможно, об этом месте.
   *[other] { $number } упоминаний только, возможно, об этом месте.
}
map-candidate = { $number ->
    [one] { $number } место в тексте может относиться и к
    [few] { $number } места в тексте могут относиться и к
   *[other] { $number } мест в тексте могут относиться и к
}
map-letters = Документы отсюда и сюда
map-entries = Здесь произошло, по датам
map-unknown = неизвестно
map-col-place = Место
map-col-printed = Как напечатано
map-col-kind = Вид
map-col-mentions = Упоминания
map-col-entries = Датированные записи
map-col-lies = С. ш., в. д.
map-col-words = Первые слова
place-told = { $name }, { $kind }. Упоминаний: { $mentions }, датированных записей: { $entries }.
place-city = город
place-village = село
place-station = станция
place-region = край
place-state = государство
place-river = река
place-sea = море
place-mountain = гора
place-other = иное место
way-letters = { $from } → { $to }: { $number ->
    [one] { $number } документ
    [few] { $number } документа
   *[other] { $number } документов
}
way-stations = { $from }, затем { $to } ({ $date }): в порядке дат

# The tour
tour = Короткий обход
tour-step = { $step } из { $all }
tour-next = Дальше
tour-end = Готово
tour-close = Закрыть насовсем
tour-doors = Эти очерки — образец. Каждая дверь ведёт к перечню, составленному по ним; в перечне документов есть каждый документ, о котором в них говорится, кто бы о нём ни писал.
tour-documents = Одна строка — один документ и все авторы, которые о нём говорят. Стрелки выбирают строку, Enter открывает её, ещё раз Enter ведёт к напечатанным словам.
tour-read = Текст стоит так, как он напечатан. Линии и рамки отмечают найденное, карточка рядом говорит, что это. Щелчок покажет, почему так решено и что говорят другие авторы.
tour-timeline = Сплошной брусок — день, который известен точно; штриховка — время, в пределах которого это было. Протяните по столбцам внизу, и все виды будут держаться этого времени.
tour-review = Здесь стоит то, в чём программа сомневается и от чего многое зависит. A принимает, R отклоняет, U отменяет, без конца. Что вы решили, переживёт следующее чтение.

key-footnote = скопировать как сноску

## Решения в любом месте
view-disagreements = Расхождения
view-disagreements-long = Расхождения между текстами
door-disagreements = где тексты говорят об одном по-разному, с обеими формулировками
key-go-disagreements = расхождения
keys-disagreements = В расхождениях
keys-entity = На странице имени
key-next-disagreement = следующее, предыдущее расхождение
key-prefer-side = предпочесть эту сторону
disagree-kind = Вид расхождения
disagree-conflicts = не могут быть верны вместе
disagree-possible = и то, что может быть о разном
disagree-none = Таких расхождений в этих текстах нет.
difference-same = то же самое
difference-finer_precision = один говорит точнее
difference-calendar_shift = старый и новый стиль
difference-sent_versus_received = отправлено и получено
difference-printed_versus_sent = напечатано и отправлено
difference-different_scope = не об одном и том же
difference-change_over_time = изменилось со временем
difference-orthography_only = только написание
difference-wording_that_matters = формулировка
difference-number = число
difference-date_or_hour = дата или час
difference-order_of_events = порядок событий
difference-actor_or_role = кто действовал
difference-territory = территория
difference-cause = причина
difference-within_one_text = внутри одного текста
difference-impossible = не может быть
aspect-date = дата
aspect-number = номер
aspect-sender = отправитель
aspect-addressee = адресат
aspect-wording = формулировка
aspect-order = порядок
aspect-happened = было ли это
aspect-count = количество
independence-independent = два независимых свидетельства
independence-same_source = один источник, прочитанный дважды
independence-unknown = независимость не установлена
independence-one_text = один текст
in-quotation = в цитате
prefer = Предпочесть
prefer-this = Предпочесть это
no-disagreement = Не расхождение
settled-prefer = Одна сторона предпочтена
settled-leave_open = Оставлено открытым
settled-reject = Не расхождение
said-settled-prefer = Предпочтена одна сторона: { $what }
said-settled-leave_open = Оставлено открытым: { $what }
said-settled-reject = Не расхождение: { $what }
said-prefer = Предпочтено: { $what }
said-add = Отмечено: { $what }
said-merge = Признаны одним: { $what }
said-split = Разделено: { $what }
said-rename = Переименовано: { $what }
decided-as-prefer = Предпочтено
decided-as-add = Отмечено вручную: { $value }
decided-as-undo = Взято назад
give-value = Дать значение
ask-reason = Почему
history-of-this = Что было решено
fields-missing = Ничего не сказано:
machine-had = программа: { $value }
make-finding = Отметить эти слова
words-known = Эти слова уже так отмечены.
words-unread = Правила эти слова не читают; скажите, что это.
open-it = Открыть
flag-by_hand = отмечено вручную
status-left_open = оставлено открытым
status-added = отмечено вручную
standing-rejected = отклонено
standing-corrected = исправлено
standing-accepted = принято
standing-left_open = оставлено открытым
standing-undecided = не решено
facet-decided = Решение
facet-certainty = Уверенность автора
who-is-who = Кто есть кто
merge = Объединить
split = Разделить
rename = Переименовать
merge-with = С кем
reasons-for = За
reasons-against = Против
reasons-none = ничего не известно
what-changes = Что изменится
merge-changes = под именем «{ $name }» станут места ({ $mentions }) и документы ({ $documents }); написания сохраняются
against-words = в их именах нет ни одного общего слова
against-same-text = оба стоят в одном тексте: { $texts }
split-what = Отметьте, что уходит: написания, тексты или отдельные места.
rename-to = Новое имя
do-merge = Признать одним
do-split = Разделить
do-rename = Переименовать
do-retype = Изменить вид
joining = Имена соединяются заново …
saved-views = Сохранённые виды
save-view = Сохранить этот вид
save-view-name = Название вида
forget-view = Забыть этот вид
import-decisions = Взять файл
imported = Новых: { $new }, уже было: { $known }, без своих слов здесь: { $lost }, в противоречии: { $conflicts }.
history-only-lost = только потерявшие слова
history-only-conflicts = только противоречия
history-all = все
history-show = Показать
conflict-here = Коллеги решили здесь по-разному; ещё одно решение заменит оба.
review-conflicts = { $number ->
    [one] Решения коллег расходятся в { $number } месте.
   *[other] Решения коллег расходятся в { $number } местах.
}
lost-not_found = в этих текстах их нет
lost-ambiguous = в нескольких одинаковых местах
lost-other_context = только в другом окружении
sort-turned = В обратном порядке
search-documents = { $number ->
    [one] { $shown } документ
    [few] { $shown } документа
   *[other] { $shown } документов
}
search-near = Так ничего не написано. Может быть:
search-fields = Поля сужают поиск до документов:
