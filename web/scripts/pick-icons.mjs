import { readFileSync } from 'node:fs';

/** The icons the window uses, by the name it gives them. */
const ICONS = {
  read: 'book-open', documents: 'file-text', chronology: 'calendar-days', timeline: 'chart-gantt', shared: 'columns-3', network: 'waypoints', map: 'map', review: 'list-checks', disagreements: 'scale', judge: 'pencil', upload: 'upload', bookmark: 'bookmark', turned: 'arrow-up-down', undo: 'undo-2', redo: 'redo-2', print: 'printer',  people: 'users', places: 'map-pin', bodies: 'landmark',
  shelfmarks: 'archive', schemes: 'table-2', system: 'network', search: 'search', theme: 'sun-moon', light: 'sun', dark: 'moon', help: 'circle-question-mark', copy: 'copy',
  check: 'check', close: 'x', folder: 'folder-open', download: 'download', right: 'arrow-right', left: 'arrow-left', more: 'chevron-right',
  language: 'languages', stop: 'square', filter: 'list-filter', again: 'refresh-cw', alone: 'maximize-2', doors: 'library', warning: 'triangle-alert',
  note: 'info', enter: 'corner-down-left', keyboard: 'keyboard', picture: 'book-image',
};
const NAME = 'virtual:icons';

/** Cuts the picked icons out of lucide-static at build time: the module holds the drawing inside each svg element. */
export function pickIcons() {
  return {
    name: 'pick-icons',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const drawings = Object.entries(ICONS).map(([name, file]) => {
        const svg = readFileSync(`node_modules/lucide-static/icons/${file}.svg`, 'utf8');
        return [name, svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s*\n\s*/g, '')];
      });
      return `export default ${JSON.stringify(Object.fromEntries(drawings))}`;
    },
  };
}
