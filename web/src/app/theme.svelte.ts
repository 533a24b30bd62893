// Light, dark, or as the system has it.
export type Theme = 'system' | 'light' | 'dark';
const KEPT = 'regesta.theme';
const kept = localStorage.getItem(KEPT);
export const theme = $state<{ now: Theme }>({ now: kept === 'light' || kept === 'dark' ? kept : 'system' });

export function wear(next: Theme): void {
  theme.now = next;
  if (next === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEPT);
  } else {
    document.documentElement.dataset.theme = next;
    localStorage.setItem(KEPT, next);
  }
}

export const nextTheme = (): Theme => ({ system: 'light', light: 'dark', dark: 'system' } as const)[theme.now];
