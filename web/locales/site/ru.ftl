# Слова, которые говорят только изданные страницы; все прочие — те же, что в окне.
site-skip = К содержанию
site-contents = Оглавление
site-words = слова
site-place-in-text = в тексте
site-filter = Только строки с этими словами
site-letters = Переписка
site-letters-about = Кто кому писал: сосчитано по перечню документов
site-discrepancies = Расхождения
site-discrepancies-about = Где эти тексты говорят об одном документе или событии по-разному; что лишь кажется таким, стоит ниже
site-conflicts = Действительные противоречия
site-quiet = Различие лишь кажущееся
site-sides = Стороны
site-possible = возможно, не об одном и том же
site-nothing = Ничего такого в этих текстах не найдено.
site-kind = Вид
site-about = О чём
site-date = Дата
site-document = Документ
site-from = От кого
site-to = Кому
site-number = Число
site-names = Имена
site-mentions = Упоминания
site-sources = Тексты
site-documents = Документы
site-kept = Хранится, напечатано
site-happening = Что произошло
site-who = Кто
site-where = Где
site-reference = Шифр
site-cited-for = К чему приведён
site-folios = Листы
site-stage = Стадия
site-earlier = Раньше
site-later = Позже
site-data = Данные
site-data-about = Те же перечни файлами
site-read-by = Прочитано программой { $program }
site-read-at = { $day }
site-what = { $texts ->
    [one] { $texts } текст
    [few] { $texts } текста
   *[other] { $texts } текстов
}. Каждая запись ведёт к своим словам в тексте; слова напечатаны так, как стоят в файле.
site-machine = Найдено программой и, где это сказано, рассмотрено человеком. Оценка говорит, насколько уверена программа, слово в тексте — насколько уверен автор.
site-note-back = назад к тексту
site-page = с. { $page }
site-base = Основа
site-apparatus = Аппарат
site-witnesses = Свидетели
site-omits = опускает
site-axis = Полоса такой длины, каково время, в которое это могло быть. Щелчок ведёт к записи.
site-undrawn = { $number ->
    [one] { $number } запись не начерчена: она есть в таблице.
    [few] { $number } записи не начерчены: они есть в таблице.
   *[other] { $number } записей не начерчены: они есть в таблице.
}
site-status = Принадлежность территорий, как о ней говорят тексты
site-month-1 = январь
site-month-2 = февраль
site-month-3 = март
site-month-4 = апрель
site-month-5 = май
site-month-6 = июнь
site-month-7 = июль
site-month-8 = август
site-month-9 = сентябрь
site-month-10 = октябрь
site-month-11 = ноябрь
site-month-12 = декабрь
site-of-month-1 = января
site-of-month-2 = февраля
site-of-month-3 = марта
site-of-month-4 = апреля
site-of-month-5 = мая
site-of-month-6 = июня
site-of-month-7 = июля
site-of-month-8 = августа
site-of-month-9 = сентября
site-of-month-10 = октября
site-of-month-11 = ноября
site-of-month-12 = декабря
site-unjudged = { $number ->
    [one] { $number } свидетельство (?) предложено программой и никем не рассмотрено.
    [few] { $number } свидетельства (?) предложены программой и никем не рассмотрены.
   *[other] { $number } свидетельств (?) предложены программой и никем не рассмотрены.
}
site-difference-same = одно и то же
site-difference-finer_precision = точнее
site-difference-calendar_shift = старый и новый стиль
site-difference-sent_versus_received = отправлено и получено
site-difference-printed_versus_sent = напечатано и отправлено
site-difference-different_scope = о разном объёме
site-difference-change_over_time = перемена со временем
site-difference-orthography_only = только написание
site-difference-wording_that_matters = важные слова
site-difference-number = другое число
site-difference-date_or_hour = другой день или час
site-difference-order_of_events = другой порядок
site-difference-actor_or_role = другой участник
site-difference-territory = другое притязание
site-difference-cause = другая причина
site-difference-within_one_text = внутри одного текста
site-difference-impossible = невозможно само по себе
site-aspect-date = дата
site-aspect-number = номер
site-aspect-sender = отправитель
site-aspect-addressee = адресат
site-aspect-wording = слова
site-aspect-order = порядок
site-aspect-happened = произошло ли
site-aspect-count = число
