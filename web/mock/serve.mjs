// A stand-in for the server while the window is built: `npm run build && node mock/serve.mjs [port]`. Serves dist/ under the real policy.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { bookOf, NAMES, PAPERS } from './papers.mjs';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.txt': 'text/plain' };
const papers = [...PAPERS, bookOf(PAPERS[0], Number(process.env.MOCK_BOOK ?? 60))].map(read);
const findings = new Map(papers.flatMap((paper) => paper.marks.map((mark) => [mark.id, { mark, paper }])));

function read(paper) {
  let raw = '';
  let next = 0;
  const blocks = [];
  const marks = [];
  for (const [kind, marked, note, label] of paper.blocks) {
    const start = [...raw].length;
    const points = [];
    const open = [];
    const here = [];
    const text = [...marked];
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '{') {
        const head = text.slice(at + 1).join('').match(/^(\w+)\|([^|]*)\|/);
        open.push({ kind: head[1], value: head[2], start: start + points.length });
        at += [...head[0]].length;
      } else if (text[at] === '}') {
        const one = open.pop();
        here.push({ ...one, end: start + points.length });
      } else points.push(text[at]);
    }
    const print = points.join('');
    const block = { block: blocks.length, kind, lang: paper.lang, dir: 'ltr', label: label ?? null, page: String(118 + Math.floor(blocks.length / 4)), host: null, pieces: [{ start, end: start + points.length, text: print }], edits: [], calls: [], marks: [] };
    const hyphen = print.indexOf('-\n');
    if (hyphen > 0) { const at = start + [...print.slice(0, hyphen)].length; block.edits.push({ start: at, end: at + 2, replacement: '', reason: 'line_end_hyphen', reason_text: 'a word broken at the line end' }); }
    if (note) { const at = start + points.lastIndexOf('¹'); block.calls.push({ start: at, end: at + 1, note, label: '¹' }); }
    if (kind === 'footnote') block.host = blocks.length - 1;
    for (const one of here) {
      const [key, genre] = one.value.split(':');
      const words = [...print].slice(one.start - start, one.end - start).join('');
      const mark = { id: `${paper.source.replace(/\W/g, '')}-${next++}`, kind: one.kind, n: one.kind === 'document' ? Number(key) : null, pieces: [[one.start, one.end]], score: 0.6 + ((next * 7) % 40) / 100, entity: NAMES[key] ? key : null, label: NAMES[key]?.[1] ?? (one.kind === 'date' && key !== 'impossible' ? key : words), edtf: one.kind === 'date' && key !== 'impossible' ? key : null, flags: key === 'impossible' ? ['impossible_date'] : [], status: 'undecided', parts: [], part_of: [], genre, words, block: block.block };
      block.marks.push(mark);
      marks.push(mark);
    }
    blocks.push(block);
    raw += print + '\n\n';
  }
  return { ...paper, raw: [...raw], blocks, marks };
}

const passage = (paper, start, end) => ({ source: paper.source, short: paper.short, page: '118', start, end, block: 0, exact: paper.raw.slice(start, end).join(''), before: paper.raw.slice(Math.max(0, start - 60), start).join(''), after: paper.raw.slice(end, end + 60).join('') });
const passageOf = ({ mark, paper }) => passage(paper, mark.pieces[0][0], mark.pieces[0][1]);
const card = (paper) => ({ source: paper.source, title: paper.title, author: paper.author, short: paper.short, langs: [paper.lang], media_type: 'text/plain', encoding: 'UTF-8', status: 'read', chars: paper.raw.length, blocks: paper.blocks.length, pages: 3, findings: paper.marks.reduce((all, m) => ({ ...all, [m.kind]: (all[m.kind] ?? 0) + 1 }), {}) });
const of = (entity) => [...findings.values()].filter((one) => one.mark.entity === entity && one.paper.source !== 'book.txt');
const bySource = (all) => papers.map((paper) => ({ source: paper.source, short: paper.short, count: all.filter((one) => one.paper === paper).length })).filter((one) => one.count);
const counts = { sources: 3, date: 10, cite: 4, quote: 1, documents: 2, events: 1, persons: 2, places: 1, bodies: 1, shelfmarks: 2, findings: findings.size };
const party = (id) => ({ id, label: NAMES[id][1], as_written: NAMES[id][1] });

function rows(list) {
  if (list === 'documents') return [[1, 'telegram', ['1920-05-09', '1920-05-10'], 'aldous', 'board'], [2, 'letter', ['1920-06-03'], 'aldous', 'brandt']].map(([n, genre, dates, from, to]) => ({ id: String(n), n, genre, dates: dates.map((edtf) => ({ edtf, sources: [] })), date_as_written: null, received: [], from: [party(from)], to: [party(to)], subject: null, regest: 'The mole is closed to all ships, the lamps are out.', cited: [], shelfmarks: [party('fund')], quoted: n === 1, sources: bySource(of(String(n))), first: passageOf(of(String(n))[0]) }));
  if (list === 'chronology') return of('arrival').map((one) => ({ id: 'arrival', n: null, kind: 'event', date: '1920-05-12~', date_as_written: 'about 12 May', type: 'arrival', modality: 'asserted', place: party('porto'), agents: [party('brandt')], text: one.mark.words, passage: passageOf(one) }));
  const type = { people: 'person', places: 'place', bodies: 'body', shelfmarks: 'shelfmark' }[list];
  return Object.keys(NAMES).filter((id) => NAMES[id][0] === type).map((id) => ({ id, label: NAMES[id][1], variants: [...new Set(of(id).map((one) => one.mark.words))], mentions: of(id).length, possible: 0, sources: bySource(of(id)), authority: null, documents: 1, first: passageOf(of(id)[0]), archive: 'CSA', citations: of(id).length, folios: ['12', '12v'], cited: of(id).map((one) => ({ citation: passageOf(one), folios: ['12'], cited_for: null })) }));
}

/** MOCK_ROWS makes the lists long. */
const many = (list) => (process.env.MOCK_ROWS && list.length ? Array.from({ length: Number(process.env.MOCK_ROWS) }, (_, at) => ({ ...list[at % list.length], id: at < list.length ? list[at].id : `row-${at}` })) : list);

function answer(url) {
  const q = url.searchParams;
  const path = url.pathname.replace('/api', '');
  if (path === '/projects') return { projects: [{ key: 'harbour', title: 'The harbour, 1920', sample: true, counts, sources: papers.length, job: null }], version: 'mock', can_add: true };
  const [, , , what, name] = path.split('/').map(decodeURIComponent);
  const paper = papers.find((one) => one.source === q.get('source'));
  if (!what) return { key: 'harbour', title: 'The harbour, 1920', revision: '1', read_at: null, program: 'mock', counts, sources: papers.map(card), messages: [{ severity: 'error', code: 'pdf.damaged', file: 'scan<img>.pdf', message: 'The file ends in the middle of a page.', cure: 'Copy it again from where it came.' }], decisions: 0, stale_decisions: 0 };
  if (what === 'outline') return { source: card(paper), chars: paper.raw.length, headings: paper.blocks.filter((b) => b.kind === 'heading').map((b) => ({ block: b.block, text: b.pieces[0].text, level: 2 })), blocks: paper.blocks.map((b) => ({ block: b.block, kind: b.kind, start: b.pieces[0].start, end: b.pieces[0].end, chars: b.pieces[0].end - b.pieces[0].start, page: b.page, host: b.host, findings: b.marks.length })) };
  if (what === 'text') { const last = Math.min(Number(q.get('last')), paper.blocks.length - 1); return { source: paper.source, first: Number(q.get('first')), last, blocks: paper.blocks.slice(Number(q.get('first')), last + 1) }; }
  if (what === 'finding') { const one = findings.get(name); return { id: name, kind: one.mark.kind, passage: passageOf(one), label: one.mark.label, edtf: one.mark.edtf, rule: 'en.date.day-month', pack: 'en 0.3', reason: 'year from the paragraph', score: one.mark.score, status: 'undecided', alternatives: [], triggers: ['May'], value: {}, entities: one.mark.entity ? [{ id: one.mark.entity, type: NAMES[one.mark.entity][0], label: NAMES[one.mark.entity][1], status: 'same', score: 0.8, reasons: ['one surname, one town'] }] : [], n: one.mark.n, cited_for: null, parts: [] }; }
  if (what === 'entity') { const all = of(name); return { id: name, type: NAMES[name][0], n: NAMES[name][0] === 'document' ? Number(name) : null, label: NAMES[name][1], regest: null, document: null, variants: [...new Set(all.map((one) => one.mark.words))].map((words) => ({ name: words, lang: null, count: 1 })), authority: null, statements: NAMES[name][0] === 'document' ? bySource(all).flatMap((source, at) => [{ id: `s${at}`, predicate: 'date_sent', label: '', edtf: at ? '1920-05-10' : '1920-05-09', as_written: at ? '10 мая' : 'evening of 9 May', entity: null, modality: 'asserted', voice: '', certainty: null, score: 0.9, source: source.source, short: source.short, rule: 'x', passages: [passageOf(all.find((one) => one.paper.source === source.source))] }, { id: `t${at}`, predicate: 'sent_by', label: 'Aldous R.', edtf: null, as_written: 'Aldous', entity: 'aldous', modality: 'asserted', voice: '', certainty: null, score: 0.8, source: source.source, short: source.short, rule: 'x', passages: [] }]) : [], mentions: all.map((one) => ({ finding: one.mark.id, passage: passageOf(one), status: 'same', reasons: ['one surname'], rule: 'r', reason: 'a capital', score: one.mark.score })), mentions_total: all.length, by_source: bySource(all), documents: name === 'aldous' ? [{ id: '1', n: 1, role: 'sent_by', date: '1920-05-09', label: NAMES[1][1] }] : [], possible: [] }; }
  if (what === 'list') { const all = many(rows(name)); const from = Number(q.get('offset') ?? 0); return { list: name, total: all.length, unfiltered: all.length, offset: from, rows: all.slice(from, from + Number(q.get('limit') ?? 100)), facets: [{ key: 'source', more: 0, values: papers.map((one) => ({ value: one.source, label: one.short, count: 2, chosen: q.getAll('source').includes(one.source) })) }], undated: 0, histogram: name === 'documents' ? { from: '1920-05', to: '1920-06', step: 'month', bins: [{ at: '1920-05', all: 1, here: 1 }, { at: '1920-06', all: 1, here: 1 }] } : null }; }
  if (what === 'search') { const word = q.get('q').toLowerCase(); const hits = papers.slice(0, 2).flatMap((one) => { const at = one.raw.join('').toLowerCase().indexOf(word); if (at < 0) return []; const start = [...one.raw.join('').slice(0, at)].length; const found = passage(one, start, start + [...word].length); const before = [...found.before].length; return [{ passage: found, marks: [[before, before + [...word].length]], lang: one.lang, kind: 'body' }]; }); return { q: q.get('q'), total: hits.length, entities: Object.keys(NAMES).filter((id) => NAMES[id][1].toLowerCase().includes(word)).map((id) => ({ id, type: NAMES[id][0], label: NAMES[id][1], mentions: of(id).length, variants: [] })), hits, explained: [] }; }
  if (what === 'quote') { const text = paper.raw.slice(Number(q.get('start')), Number(q.get('end'))).join(''); return { text, reference: `“${text}” (${paper.author}, ${paper.title}; ${paper.source}, ${q.get('start')}-${q.get('end')})`, address: '' }; }
  return null;
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname.startsWith('/api')) {
    const found = answer(url);
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? { code: 'unknown', expected: 'a known address', found: url.pathname, place: url.pathname, cure: 'look at the contract' }));
    return;
  }
  const file = join('dist', normalize(decodeURIComponent(url.pathname)));
  const target = extname(file) && existsSync(file) && !url.pathname.startsWith('/p/') ? file : 'dist/index.html';
  response.writeHead(200, { 'content-type': `${TYPES[extname(target)] ?? 'application/octet-stream'}; charset=utf-8`, 'content-security-policy': POLICY });
  response.end(readFileSync(target));
}).listen(Number(process.argv[2] ?? 7979), '127.0.0.1');
