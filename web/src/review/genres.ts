/** The kinds of documents that the program tells apart, as keys; their names stand in the locales. */
export const GENRES = [
  'telegram', 'letter', 'note', 'direct-wire', 'order', 'directive', 'treaty', 'agreement', 'protocol', 'decision', 'report', 'memorandum', 'appeal', 'ultimatum',
  'decree', 'declaration', 'instruction', 'speech', 'article', 'other',
];
