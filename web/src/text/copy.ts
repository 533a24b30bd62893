import { server } from '../api/server.svelte';
import { tell } from '../app/live.svelte';
import { say } from '../app/words.svelte';

/** Puts the printed words of a passage and its reference on the clipboard. */
export async function copyWithReference(project: string, source: string, start: number, end: number): Promise<boolean> {
  try {
    const quotation = await server.quote(project, source, start, end);
    await putOnClipboard(quotation.reference);
    tell(say('copied-reference', { reference: quotation.reference }));
    return true;
  } catch {
    tell(say('copy-failed'));
    return false;
  }
}

/** Puts words on the clipboard and says so. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await putOnClipboard(text);
    tell(say('copied-reference', { reference: text }));
    return true;
  } catch {
    tell(say('copy-failed'));
    return false;
  }
}

async function putOnClipboard(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // the clipboard of the browser may be closed to the page: the old way still works after a click
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'sr';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) throw new Error('the clipboard is closed');
  }
}
