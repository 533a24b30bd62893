// What a screen reader is told, politely; and the line at the foot that says what happened.
export const spoken = $state({ text: '' });

export function tell(text: string): void {
  spoken.text = text;
}
