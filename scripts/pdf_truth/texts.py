"""Papers of our own making about things that never were, in four languages, with exact truth.

Each sentence is made from a pattern and words by a generator with a fixed seed: as long as wanted, no two alike, with
the things that PDFs spoil: hyphened words, abbreviations in capitals, dates, quotations, numbers with endings.
"""

import random

RU = {
    "title": "Паромная переправа у Верхней Косы: к истории одного предприятия",
    "author": "А. Е. Стрелкова",
    "head": ["Альманах речного краеведения", "Паромная переправа"],
    "foot": "Выпуск седьмой",
    "sections": ["Постановка вопроса", "Устройство переправы", "Тарифы и служащие", "Итоги"],
    "patterns": [
        "{K} {d} {y} г. {who} {did} {what}, о котором {K2} писали {adj} {press}",
        "Следует отметить, что {adj} {thing} {was} {place}, несмотря на {obj}",
        "Летом {y} г. {who} {did} {what}; тогда же {who2} подал {paper} в Управление {org}",
        "«{Q}», — отмечал {who} в {paper2} от {d} {y} г.",
        "Историк {name} полагает, что {adj} {thing} {was} {place} не ранее {y} г.",
        "Комиссия {org} во главе с {nameI} осмотрела {what} и признала {adj2} состояние дел неудовлетворительным",
        "Тем временем {who} {did} {what}, а {who2} отказался от {obj2}",
        "По данным РГСМ и КЕСТ, {adj} {thing} {was} {place} в {n}-м отделении",
        "Летопись сообщает о {n}-летнем споре вокруг {obj2}, однако {who} {did} {what}",
        "Если верить {paper3}, {adj} {thing} {was} {place}, и {who} вынужден был с этим согласиться",
        "Исследователи {name} и {name2} расходятся в оценке {obj2}",
        "Северо-восточный участок {was} {place}, тогда как юго-западный {did2} лишь к {y} г.",
        "Кое-где сохранились столбы, но кто-либо из служащих вряд ли помнил об {obj3}",
    ],
    "slots": {
        "K": ["Около", "Вскоре после", "Ещё до", "Ко времени"], "K2": ["позднее", "неоднократно", "впоследствии"],
        "d": ["12 марта", "3 сентября", "28 июня", "1 апреля", "17 октября"],
        "who": ["смотритель Елагин", "инженер Карцев", "купец Толмачёв", "паромщик Ильин", "староста Савельев", "землемер Аверин"],
        "who2": ["управляющий Лыков", "подрядчик Титов", "механик Есипов", "письмоводитель Крылов"],
        "did": ["осмотрел", "восстановил", "предложил продать", "описал", "приказал разобрать", "застраховал"],
        "did2": ["обветшал", "обезлюдел", "пришёл в запустение"],
        "what": ["старый причал", "казённую пристань", "деревянный настил", "канатную лебёдку", "сторожевую будку", "торговую площадь"],
        "adj": ["губернские", "сельскохозяйственные", "столичные", "местные", "еженедельные"],
        "press": ["газеты", "ведомости", "корреспонденты", "обозреватели"],
        "thing": ["мастерские", "сооружения", "учреждения", "предприятия", "перевозчики"],
        "was": ["располагались", "находились", "действовали", "появились"],
        "place": ["у Верхней Косы", "на левом берегу", "вблизи Каменного Брода", "за Троицкой слободой", "на Еловом острове"],
        "obj": ["многочисленные предостережения", "недостаток средств", "распоряжение начальства", "сопротивление перевозчиков"],
        "obj2": ["предоставленной отсрочки", "значительного вознаграждения", "первоначального соглашения", "обязательств перед казной"],
        "obj3": ["этом происшествии", "устройстве ворота", "изначальном расписании"],
        "paper": ["прошение", "докладную записку", "подробный отчёт", "объяснение"],
        "paper2": ["донесении", "частном письме", "отзыве", "рапорте"],
        "paper3": ["расходной книге", "устному преданию", "памятной записке"],
        "Q": ["Сколько ни чинили мы настил, река оказывалась сильнее", "Такого половодья старожилы не запомнят",
              "Лебёдка изношена, и канат не выдержит осени", "Касса пуста, а жалованье не выплачено"],
        "org": ["водных сообщений", "путей и пристаней", "речного надзора"],
        "name": ["К. Е. Лаптев", "С. И. Астахов", "Т. Л. Ермолаева", "И. А. Колесов"], "name2": ["Е. С. Сомова", "Л. К. Тарасов"],
        "nameI": ["А. К. Савиным", "Е. Л. Истоминым", "С. Т. Карповым"], "adj2": ["нынешнее", "общее", "хозяйственное"],
    },
    "note": "{name} {t}. {c}, {y}. С. {p}. {tail}",
    "note_slots": {
        "name": ["Лаптев К. Е.", "Астахов С. И.", "Ермолаева Т. Л.", "Колесов И. А."],
        "t": ["Очерки речного дела", "Сказание о переправе", "Таможенные книги Косы", "К вопросу о тарифах"],
        "c": ["Кострецк", "Лугов", "Елань"],
        "tail": ["Ср. также замечания в приложении к этому изданию.", "Там же приведены сведения о жалованье служащих.", "", "Автор ошибается в дате."],
    },
}
EN = {
    "title": "The Ferry at Upper Spit: Notes on the History of a Small Enterprise",
    "author": "Clara Ettinger",
    "head": ["Yearbook of River Studies", "The Ferry at Upper Spit"],
    "foot": "Seventh volume",
    "sections": ["The Question", "How the Ferry Worked", "Tariffs and Servants", "Conclusions"],
    "patterns": [
        "{K} {d} {y} {who} {did} {what}, of which the {adj} {press} wrote {K2}",
        "It should be noted that the {adj} {thing} {was} {place}, notwithstanding {obj}",
        "In the summer of {y} {who} {did} {what}; at the same time {who2} submitted {paper} to the Board of {org}",
        "“{Q},” remarked {who} in {paper2} of {d} {y}",
        "{name} believes that the {adj} {thing} {was} {place} no earlier than {y}",
        "A commission of the {org} under {nameI} inspected {what} and found the {adj2} condition of affairs unsatisfactory",
        "Meanwhile {who} {did} {what}, and {who2} declined {obj2}",
        "According to the RSM and the KEST, the {adj} {thing} {was} {place} in the {n}th section",
        "The well-known chronicle reports a {n}-year quarrel over {obj2}, yet {who} {did} {what}",
        "If one may trust {paper3}, the {adj} {thing} {was} {place}, and {who} was obliged to agree",
        "Investigators such as {name} and {name2} differ in their assessment of {obj2}",
        "The north-eastern stretch {was} {place}, whereas the south-western one {did2} only towards {y}",
        "Here and there a half-ruined post survived, but none of the ferry-hands remembered {obj3}",
    ],
    "slots": {
        "K": ["About", "Shortly after", "Even before", "By"], "K2": ["afterwards", "repeatedly", "subsequently"],
        "d": ["12 March", "3 September", "28 June", "1 April", "17 October"],
        "who": ["the overseer Ellery", "the engineer Carter", "the merchant Tollman", "the ferryman Islip", "the surveyor Averill"],
        "who2": ["the manager Lyle", "the contractor Tittman", "the mechanic Essex", "the copyist Crowley"],
        "did": ["inspected", "restored", "proposed to sell", "described", "ordered the demolition of", "insured"],
        "did2": ["fell into decay", "was deserted", "deteriorated"],
        "what": ["the old landing-stage", "the government wharf", "the wooden platform", "the cable windlass", "the watchman's hut"],
        "adj": ["provincial", "agricultural", "metropolitan", "neighbouring", "weekly"],
        "press": ["newspapers", "gazettes", "correspondents", "commentators"],
        "thing": ["workshops", "structures", "institutions", "establishments", "carriers"],
        "was": ["were situated", "were established", "operated", "appeared"],
        "place": ["at Upper Spit", "on the left bank", "near Stony Ford", "beyond Trinity Suburb", "on Firtree Island"],
        "obj": ["numerous warnings", "an insufficiency of funds", "an instruction from the authorities", "the resistance of the carriers"],
        "obj2": ["the postponement that had been granted", "a considerable remuneration", "the original agreement", "obligations towards the treasury"],
        "obj3": ["this occurrence", "the arrangement of the capstan", "the original timetable"],
        "paper": ["a petition", "a memorandum", "a circumstantial report", "an explanation"],
        "paper2": ["a dispatch", "a private letter", "a testimonial", "a report"],
        "paper3": ["the book of expenditure", "oral tradition", "a commemorative notice"],
        "Q": ["However often we mended the platform, the river proved the stronger", "The oldest inhabitants remember no such inundation",
              "The windlass is worn and the cable will not outlast the autumn", "The strongbox is empty and the wages are unpaid"],
        "org": ["Inland Navigation", "Roads and Landings", "River Inspection"],
        "name": ["C. E. Latham", "S. I. Astor", "T. L. Ermengard", "I. A. Colson"], "name2": ["E. S. Somers", "L. K. Tarrant"],
        "nameI": ["A. K. Savile", "E. L. Istvan", "S. T. Carpenter"], "adj2": ["present", "general", "economic"],
    },
    "note": "{name} {t} ({c}, {y}), p. {p}. {tail}",
    "note_slots": {
        "name": ["C. E. Latham,", "S. I. Astor,", "T. L. Ermengard,", "I. A. Colson,"],
        "t": ["Sketches of River Business", "The Legend of the Ferry", "Customs Books of the Spit", "On the Question of Tariffs"],
        "c": ["Costreck", "Lugow", "Elan"],
        "tail": ["Compare the observations in the appendix to that edition.", "The wages of the servants are given there too.", "", "The author is mistaken about the date."],
    },
}
TR = {
    "title": "Yukarı Burun Salı: Küçük Bir İşletmenin Tarihine Dair",
    "author": "Canan Eşrefoğlu",
    "head": ["Irmak Araştırmaları Yıllığı", "Yukarı Burun Salı"],
    "foot": "Yedinci sayı",
    "sections": ["Sorunun Konuluşu", "Salın İşleyişi", "Tarifeler ve Görevliler", "Sonuç"],
    "patterns": [
        "{d} {y} tarihinde {who} {what} {did}; {adj} {press} bundan {K2} söz etti",
        "Belirtmek gerekir ki {adj} {thing} {obj} rağmen {place} {was}",
        "{y} yılının yazında {who} {what} {did}, aynı günlerde {who2} {org} Müdürlüğüne {paper} sundu",
        "{who} {d} {y} tarihli {paper2} “{Q}” diye yazıyordu",
        "{name} bu {thing} ancak {y} yılından sonra {place} {was} kanısındadır",
        "{nameI} başkanlığındaki {org} heyeti {what} inceledi ve {adj2} durumu yetersiz buldu",
        "Bu arada {who} {what} {did}, {who2} ise {obj2} vazgeçti",
        "IRSM ve KEST verilerine göre {adj} {thing} {n}. bölgede, {place} {was}",
        "Vakayiname {n} yıllık bir anlaşmazlıktan bahseder; buna karşılık {who} {what} {did}",
        "{paper3} bakılırsa {adj} {thing} {place} {was} ve {who} bunu kabullenmek zorunda kaldı",
        "{name} ile {name2} bu konuda farklı değerlendirmelerde bulunmaktadırlar",
        "Kuzeydoğu kesimi {place} {was}, güneybatı kesimi ise {y} yılına doğru harabeye dönüştü",
    ],
    "slots": {
        "K2": ["sonradan", "defalarca", "ileride"], "d": ["12 Mart", "3 Eylül", "28 Haziran", "1 Nisan", "17 Ekim"],
        "who": ["gözetmen İlyas Efendi", "mühendis Cevdet Bey", "tüccar Tolunay", "salcı Işık Ali", "kadastrocu Avni Bey"],
        "who2": ["müdür Lütfü Bey", "müteahhit Tevfik Efendi", "makinist Esat", "kâtip Kâmil Efendi"],
        "did": ["gözden geçirdi", "onardı", "satmayı önerdi", "ayrıntılarıyla anlattı", "yıktırdı", "sigortalattı"],
        "what": ["eski iskeleyi", "hükûmet rıhtımını", "ahşap döşemeyi", "halat çıkrığını", "bekçi kulübesini"],
        "adj": ["taşradaki", "tarımsal", "başkentteki", "komşu", "haftalık"],
        "press": ["gazeteler", "muhabirler", "yorumcular"], "thing": ["atölyelerin", "yapıların", "kurumların", "işletmelerin"],
        "was": ["bulunmaktaydı", "kurulmuştu", "çalışmaktaydı", "ortaya çıkmıştı"],
        "place": ["Yukarı Burun'da", "sol kıyıda", "Taşlıgeçit yakınında", "Çamlıada'da"],
        "obj": ["sayısız uyarıya", "parasızlığa", "yetkililerin buyruğuna", "taşıyıcıların direnişine"],
        "obj2": ["kendisine tanınan ertelemeden", "önemli bir ödülden", "başlangıçtaki anlaşmadan", "hazineye karşı yükümlülüklerinden"],
        "paper": ["bir dilekçe", "bir muhtıra", "ayrıntılı bir rapor"], "paper2": ["yazısında", "özel mektubunda", "raporunda"],
        "paper3": ["Harcama defterine", "Sözlü geleneğe", "Anma yazısına"],
        "Q": ["Döşemeyi ne kadar onardıysak ırmak bizden güçlü çıktı", "Böyle bir taşkını en yaşlılar bile hatırlamaz", "Çıkrık eskidi, halat sonbaharı görmez"],
        "org": ["Su Yolları", "Yollar ve İskeleler", "Irmak Denetimi"], "name": ["C. E. Lâtif", "S. İ. Astar", "T. L. Ermen", "İ. A. Kolsuz"],
        "name2": ["E. S. Somer", "L. K. Taran"], "nameI": ["A. K. Savaş", "E. L. İstemi"], "adj2": ["şimdiki", "genel", "iktisadi"],
    },
    "note": "{name} {t}, {c}, {y}, s. {p}. {tail}",
    "note_slots": {
        "name": ["C. E. Lâtif,", "S. İ. Astar,", "T. L. Ermen,", "İ. A. Kolsuz,"],
        "t": ["Irmak İşleri Üzerine", "Salın Efsanesi", "Burun Gümrük Defterleri", "Tarifeler Sorunu"], "c": ["Kostrek", "Lugov", "Elan"],
        "tail": ["Aynı eserin ekindeki gözlemlerle karşılaştırınız.", "Görevlilerin aylıkları da orada verilmiştir.", "", "Yazar tarihte yanılmaktadır."],
    },
}
AZ = {
    "title": "Yuxarı Burun bərəsi: kiçik bir müəssisənin tarixinə dair",
    "author": "Cəmilə Əşrəfli",
    "head": ["Çay Tədqiqatları İlliyi", "Yuxarı Burun bərəsi"],
    "foot": "Yeddinci buraxılış",
    "sections": ["Məsələnin qoyuluşu", "Bərənin quruluşu", "Tariflər və qulluqçular", "Nəticə"],
    "patterns": [
        "{d} {y}-ci ildə {who} {what} {did}; {adj} {press} bu barədə {K2} yazırdılar",
        "Qeyd etmək lazımdır ki, {adj} {thing} {obj} baxmayaraq {place} {was}",
        "{y}-ci ilin yayında {who} {what} {did}, elə həmin günlərdə {who2} {org} İdarəsinə {paper} təqdim etdi",
        "{who} {d} {y}-ci il tarixli {paper2} «{Q}» deyə qeyd edirdi",
        "{name} hesab edir ki, bu {thing} yalnız {y}-ci ildən sonra {place} {was}",
        "{nameI} başçılıq etdiyi {org} komissiyası {what} yoxladı və {adj2} vəziyyəti qənaətbəxş saymadı",
        "Bu vaxt {who} {what} {did}, {who2} isə {obj2} imtina etdi",
        "ÇRSM və KEST məlumatlarına görə {adj} {thing} {n}-ci bölmədə, {place} {was}",
        "Salnamə {n} illik mübahisədən bəhs edir; buna baxmayaraq {who} {what} {did}",
        "{paper3} inansaq, {adj} {thing} {place} {was} və {who} bununla razılaşmağa məcbur oldu",
        "{name} və {name2} bu məsələnin qiymətləndirilməsində bir-birindən ayrılırlar",
        "Şimal-şərq hissəsi {place} {was}, cənub-qərb hissəsi isə {y}-ci ilə yaxın xarabalığa çevrildi",
    ],
    "slots": {
        "K2": ["sonralar", "dəfələrlə", "gələcəkdə"], "d": ["12 mart", "3 sentyabr", "28 iyun", "1 aprel", "17 oktyabr"],
        "who": ["nəzarətçi İlyas bəy", "mühəndis Cavad bəy", "tacir Tolunay", "bərəçi Əli kişi", "yerölçən Avni bəy"],
        "who2": ["müdir Lütfi bəy", "podratçı Tofiq əfəndi", "mexanik Əsəd", "mirzə Kamil"],
        "did": ["nəzərdən keçirdi", "bərpa etdi", "satmağı təklif etdi", "təfərrüatı ilə təsvir etdi", "sökdürdü", "sığortaladı"],
        "what": ["köhnə körpünü", "hökumət yanalmasını", "taxta döşəməni", "kəndir çarxını", "gözətçi köşkünü"],
        "adj": ["əyalət", "kənd təsərrüfatı", "paytaxt", "qonşu", "həftəlik"],
        "press": ["qəzetlər", "müxbirlər", "şərhçilər"], "thing": ["emalatxanalar", "tikililər", "təşkilatlar", "müəssisələr"],
        "was": ["yerləşirdi", "yaradılmışdı", "fəaliyyət göstərirdi", "meydana gəlmişdi"],
        "place": ["Yuxarı Burunda", "sol sahildə", "Daşlıkeçid yaxınlığında", "Küknarlı adasında"],
        "obj": ["çoxsaylı xəbərdarlıqlara", "vəsait çatışmazlığına", "rəhbərliyin sərəncamına", "daşıyıcıların müqavimətinə"],
        "obj2": ["ona verilən möhlətdən", "əhəmiyyətli mükafatdan", "ilkin razılaşmadan", "xəzinə qarşısındakı öhdəliklərdən"],
        "paper": ["ərizə", "arayış", "ətraflı hesabat"], "paper2": ["məktubunda", "xüsusi məktubunda", "raportunda"],
        "paper3": ["Məxaric kitabına", "Şifahi ənənəyə", "Xatirə qeydinə"],
        "Q": ["Döşəməni nə qədər təmir etsək də, çay bizdən güclü çıxdı", "Belə daşqını ən yaşlılar da xatırlamır", "Çarx köhnəlib, kəndir payıza dözməz"],
        "org": ["Su Yolları", "Yollar və Körpülər", "Çay Nəzarəti"], "name": ["C. E. Lətif", "S. İ. Əsgər", "T. L. Ermən", "İ. A. Qolsuz"],
        "name2": ["E. S. Somər", "L. K. Taran"], "nameI": ["A. K. Savalan", "E. L. İsgəndər"], "adj2": ["indiki", "ümumi", "iqtisadi"],
    },
    "note": "{name} {t}. {c}, {y}. S. {p}. {tail}",
    "note_slots": {
        "name": ["Lətif C. E.", "Əsgər S. İ.", "Ermən T. L.", "Qolsuz İ. A."],
        "t": ["Çay işləri haqqında", "Bərə əfsanəsi", "Burun gömrük dəftərləri", "Tariflər məsələsi"], "c": ["Kostrek", "Luqov", "Elan"],
        "tail": ["Həmin nəşrə əlavədəki müşahidələrlə müqayisə edin.", "Qulluqçuların maaşı da orada verilmişdir.", "", "Müəllif tarixdə yanılır."],
    },
}
LANGUAGES = {"ru": RU, "en": EN, "tr": TR, "az": AZ}

# What a paper has beside its text: labels of captions, words of tables, the list of literature, what the journal prints.
PARTS = {
    "ru": {"figure": "Рис.", "table": "Таблица", "list": "Список литературы", "no": "№", "pages": "С.", "columns": ["Год", "Пристань", "Сбор"]},
    "en": {"figure": "Fig.", "table": "Table", "list": "References", "no": "No.", "pages": "pp.", "columns": ["Year", "Landing", "Toll"]},
    "tr": {"figure": "Şekil", "table": "Tablo", "list": "Kaynakça", "no": "Sayı", "pages": "s.", "columns": ["Yıl", "İskele", "Ücret"]},
    "az": {"figure": "Şəkil", "table": "Cədvəl", "list": "Ədəbiyyat", "no": "№", "pages": "s.", "columns": ["İl", "Körpü", "Rüsum"]},
}


def _fill(pattern, slots, rng):
    values = {key: rng.choice(options) for key, options in slots.items()}
    values.update(y=rng.randint(1702, 1893), n=rng.randint(2, 19), p=rng.randint(3, 399))
    return " ".join(pattern.format(**values).split())


def paper(lang, paragraphs, seed=7, note_every=3):
    """A paper as a list of sections: {heading, paragraphs}; a paragraph is a list of (sentence, note or None)."""
    data, rng = LANGUAGES[lang], random.Random(f"{lang}-{seed}")
    sections, seen = [], set()
    for number in range(paragraphs):
        if number % max(paragraphs // len(data["sections"]), 1) == 0 and len(sections) < len(data["sections"]):
            sections.append({"heading": data["sections"][len(sections)], "paragraphs": []})
        paragraph = []
        for _ in range(rng.randint(3, 7)):
            sentence = _fill(rng.choice(data["patterns"]), data["slots"], rng)
            sentence = sentence[0].upper() + sentence[1:]
            if not sentence.endswith("."):
                sentence += "."
            if sentence in seen:
                continue
            seen.add(sentence)
            note = None
            if rng.randrange(note_every) == 0:
                parts = [_fill(data["note"], data["note_slots"], rng) for _ in range(rng.choice([1, 1, 1, 2, 4]))]
                note = " ".join(parts)
                if note in seen:
                    note = None
                else:
                    seen.add(note)
            paragraph.append((sentence, note))
        sections[-1]["paragraphs"].append(paragraph)
    return {"lang": lang, **{k: data[k] for k in ("title", "author", "head", "foot")}, "sections": sections}


def add_parts(paper, seed):
    """Puts figures and tables with captions behind paragraphs, a list of literature at the end, and a line of the journal."""
    data, words, rng = LANGUAGES[paper["lang"]], PARTS[paper["lang"]], random.Random(f"{paper['lang']}-parts-{seed}")
    figures = tables = 0
    for section in paper["sections"]:
        section["after"] = {}
        for at in range(1, len(section["paragraphs"]), rng.choice([3, 4, 5])):
            sentence = _fill(rng.choice(data["patterns"]), data["slots"], rng)
            sentence = sentence[0].upper() + sentence[1:].rstrip(".") + "."
            if rng.random() < 0.5:
                figures += 1
                section["after"][at] = {"kind": "figure", "number": figures, "label": words["figure"], "caption": sentence}
                continue
            tables += 1
            cell = lambda key: rng.choice(data["slots"][key])
            rows = [[str(rng.randint(1702, 1893)), f"{cell('place')}", f"{rng.randint(2, 940)}"] for _ in range(rng.randint(4, 9))]
            if rng.random() < 0.4:
                for row in rows:
                    row[1] += f", {cell('place')}; {cell('what')}"
            section["after"][at] = {"kind": "table", "number": tables, "label": words["table"], "caption": sentence, "rows": [words["columns"], *rows]}
    entries = [_fill(data["note"], data["note_slots"], rng) for _ in range(rng.randint(14, 24))]
    paper["list"] = {"heading": words["list"], "entries": list(dict.fromkeys(entries))}
    year, volume, issue, first = rng.randint(1961, 2020), rng.randint(2, 40), rng.randint(1, 6), rng.randint(3, 300)
    pages, doi = f"{first}-{first + rng.randint(8, 30)}", f"10.{rng.randint(10000, 99999)}/ark.{year}.{rng.randint(100, 999)}"
    journal = paper["head"][0]
    line = rng.choice([
        f"{journal}. {year}. {words['no']} {issue}. {words['pages']} {pages.replace('-', '–')}",
        f"{journal}, {volume}({issue}), {year}, {words['pages']} {pages.replace('-', '–')}",
    ])
    paper["front"] = [line, f"DOI: {doi}"]
    paper["csl"] = {"title": paper["title"], "author": paper["author"], "container-title": journal, "issued": year, "issue": str(issue), "page": pages, "DOI": doi}
    if "(" in line:
        paper["csl"]["volume"] = str(volume)
    return paper
