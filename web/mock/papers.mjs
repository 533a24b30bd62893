// Invented papers for the mock server. A mark is written {kind|value|words}; marks may nest.
export const PAPERS = [
  {
    source: 'essays/harbour.txt', title: 'The closed harbour', author: 'Essay A', short: 'Essay A', lang: 'en',
    blocks: [
      ['heading', 'The closed harbour'],
      ['body', 'In the {document|1:telegram|{date|1920-05-09|evening of 9 May 1920} the harbour-master {person|aldous|R. Aldous} wired from {place|porto|Porto Vell} to the {body|board|Board of the {place|porto|Porto Vell} Quays} that {quote||“the mole is closed to all ships, the lamps are out”}} {cite|fund|[CSA, f. 130, op. 4, d. 467, l. 12]}.¹', 2],
      ['footnote', '{cite|fund|CSA, f. 130, op. 4, d. 467, l. 12 verso}; a second copy has no hour.', null, '1'],
      ['body', 'The answer, perhaps by {person|brandt|Ida Brandt}, was written in the {date|1920-05-10/1920-05-11|night of 10 to 11 May}: ships already in the roads might stay. She had {event|arrival|come to {place|porto|the town} only on {date|1920-05-12~|about 12 May}}, and so could not have seen the draft of {date|1920-05-2X|the twenties of May}. The con-\ntrol of the port remained as it was, and on {date|impossible|31 November} nothing is known.'],
      ['heading', 'What was said later'],
      ['body', 'In {date|1920-06|June} {person|aldous|Aldous} told the {body|board|Board} that {document|2:letter|his letter to {person|brandt|Brandt} of {date|1920-06-03|3 June}} had never been answered. The old \u202Edrawer\u202C keeps a copy <b>unsigned</b> 🗝️ {cite|fund2|[CSA, f. 2, op. 1, d. 7]}.'],
    ],
  },
  {
    source: 'essays/порт.txt', title: 'Закрытая гавань', author: 'Образец Б', short: 'Образец Б', lang: 'ru',
    blocks: [
      ['heading', 'Закрытая гавань'],
      ['body', '{document|1:telegram|{date|1920-05-10|10 мая 1920 года} {person|aldous|Олдос} телеграфировал {body|board|Правлению набережных}}, что мол закрыт {cite|fund|[ЦГА, ф. 130, оп. 4, д. 467, л. 12]}. По другим сведениям, это было {date|1920-05-09|днём раньше}.'],
      ['body', 'До {date|../1920-05-01|1 мая} в {place|porto|Порто-Велье} стояли три судна; с {date|1920-05-14/..|14 мая} — ни одного. {person|brandt|И. Брандт} писала об этом {date|1920-05-11|на следующий день}.'],
    ],
  },
];

export const NAMES = {
  aldous: ['person', 'Aldous R.'], brandt: ['person', 'Brandt Ida'], porto: ['place', 'Porto Vell'], board: ['body', 'Board of Quays'],
  fund: ['shelfmark', 'CSA, f. 130, op. 4, d. 467'], fund2: ['shelfmark', 'CSA, f. 2, op. 1, d. 7'], 1: ['document', 'Telegram, Aldous to the Board'],
  2: ['document', 'Letter, Aldous to Brandt'], arrival: ['event', 'Arrival of Brandt'],
};

/** A long book out of the papers, for scrolling. */
export function bookOf(paper, times) {
  const blocks = [];
  for (let at = 0; at < times; at++) for (const [kind, text] of paper.blocks) if (kind !== 'footnote') blocks.push([kind, text.replaceAll('document|', 'date|1920-05-09|').replaceAll(/date\|1920-05-09\|\d:\w+\|/g, 'quote||')]);
  return { ...paper, source: 'book.txt', title: 'A book of three hundred pages', short: 'Book', blocks };
}
