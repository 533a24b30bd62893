// Single keys. They follow the place on the keyboard, so that they work in every layout, and never while someone types.

export type Keys = Record<string, (event: KeyboardEvent) => void | boolean | 'more'>;

/** The name of a key press: modifiers, then the place of the key ("Ctrl+KeyK", "Shift+Slash"). */
export function keyName(event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey) parts.push('Shift');
  return [...parts, event.code].join('+');
}

export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.closest) return false;
  return element.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]') !== null;
}

const layers: Keys[] = [];
let begun: Keys | null = null;

/**
 * Keys of a view; the last view laid on top is asked first. A handler that answers `false` lets the key go on; one that answers
 * `'more'` has begun a sequence ("G, then C"), and its view is asked first for the next key.
 */
export function listenForKeys(keys: Keys): () => void {
  layers.push(keys);
  return () => {
    const at = layers.indexOf(keys);
    if (at >= 0) layers.splice(at, 1);
  };
}

export function followKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const name = keyName(event);
    if (document.querySelector('dialog[open]') && name !== 'Ctrl+KeyK') return;
    if (isTyping(event.target) && !name.startsWith('Ctrl+') && name !== 'Escape') return;
    const order = layers.toReversed();
    if (begun && layers.includes(begun)) order.unshift(begun);
    begun = null;
    for (const layer of order) {
      const act = layer[name];
      const done = act ? act(event) : false;
      if (done === false) continue;
      if (done === 'more') begun = layer;
      event.preventDefault();
      return;
    }
  });
}
