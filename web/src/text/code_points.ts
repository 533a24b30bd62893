// Addresses and the server count code points; the browser counts UTF-16 units. This is the one place that turns one into the other.

/** The UTF-16 index of a code point offset in `text`; beyond the end it is the length. */
export function utf16_from_code_point(text: string, code_point: number): number {
  let at = 0;
  for (let left = code_point; left > 0 && at < text.length; left--) at += isPairAt(text, at) ? 2 : 1;
  return at;
}

/** The code point offset of a UTF-16 index; an index inside a pair counts as before it. */
export function code_point_from_utf16(text: string, utf16: number): number {
  let count = 0;
  for (let at = 0; at < utf16 && at < text.length; count++) {
    at += isPairAt(text, at) ? 2 : 1;
    if (at > utf16) break;
  }
  return count;
}

export function code_point_length(text: string): number {
  return code_point_from_utf16(text, text.length);
}

/** Cuts `text` at rising code point offsets: one pass, for long texts with many cuts. */
export function slices_at(text: string, cuts: number[]): string[] {
  const parts: string[] = [];
  let at = 0;
  let count = 0;
  let from = 0;
  for (const cut of cuts) {
    while (count < cut && at < text.length) {
      at += isPairAt(text, at) ? 2 : 1;
      count++;
    }
    parts.push(text.slice(from, at));
    from = at;
  }
  parts.push(text.slice(from));
  return parts;
}

function isPairAt(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first < 0xd800 || first > 0xdbff || at + 1 >= text.length) return false;
  const second = text.charCodeAt(at + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}
