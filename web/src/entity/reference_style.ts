// The style in which the reader copies archival references; kept in this browser.
import { language } from '../app/words.svelte';

const KEY = 'regesta-reference-style';

export function keptStyle(): string {
  try {
    return localStorage.getItem(KEY) ?? language.tag;
  } catch {
    return language.tag;
  }
}

export function keepStyle(style: string): void {
  try {
    localStorage.setItem(KEY, style);
  } catch {
    // a browser may keep nothing: the style then lasts as long as the page
  }
}
