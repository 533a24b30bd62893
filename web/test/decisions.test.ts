import { describe, expect, it, vi } from 'vitest';
import type { DecisionRow } from '../src/api/types';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
const row = (more: Partial<DecisionRow>): DecisionRow => ({ id: 'd', seq: 1, action: 'accept', value: null, rationale: '', editor: '', at: 'in March', kind: 'date', exact: 'x', source: 's', finding: null, supersedes: null, in_force: true, takes_back: null, predicate: null, had: null, names: [], lost: null, ...more });

describe('a decision in a sentence', () => {
  it('says what, who, when and why, for every action there is and for one that is new', async () => {
    const { decisionWords } = await import('../src/review/words');
    const told = (more: Partial<DecisionRow>) => decisionWords(row(more));
    expect(told({ editor: 'M. K.', rationale: 'form visible' })).toBe('Accepted. M. K., in March: form visible');
    expect(told({ action: 'correct_value', value: '1861-03-09' })).toBe('Corrected to 9 March 1861. in March');
    expect(told({ action: 'correct_value', value: 'Gatti', kind: 'person' })).toBe('Corrected to Gatti. in March');
    expect(told({ action: 'retype', value: 'body' })).toBe('It is: Organ or institution. in March');
    expect(told({ action: 'comment', value: '<b>see</b>' })).toContain('<b>see</b>');
    for (const action of ['reject', 'leave_open', 'merge', 'split']) expect(told({ action })).not.toContain(action);
    expect(told({ action: 'leave_open', takes_back: 'd0' })).toContain('Taken back');
    expect(told({ action: 'correct_value', predicate: 'date_sent', kind: 'doc', value: '1861-03-09' })).toBe('Corrected to 9 March 1861. in March');
    expect(told({ action: 'annul', value: 'x' })).toContain('annul x');
  });
});
