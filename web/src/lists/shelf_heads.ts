// The head under which an archival reference stands in the list: archive, fonds and inventory of its label.

/** The label cut before its last part: what it shares with its neighbours, and what is its own. */
export function headOf(label: string): { head: string; own: string } {
  const parts = label.split(', ');
  if (parts.length === 1) return { head: label, own: label };
  return { head: parts.slice(0, -1).join(', '), own: parts[parts.length - 1]! };
}

/** Whether a head is to be shown over a row: it is the first, or the row before stands under another. */
export const beginsGroup = (label: string, before: string | null): boolean => before === null || headOf(before).head !== headOf(label).head;
