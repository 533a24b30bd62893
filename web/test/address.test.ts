import { beforeAll, describe, expect, it, vi } from 'vitest';

beforeAll(() => {
  vi.stubGlobal('location', new URL('http://127.0.0.1/'));
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined });
});

describe('addresses', () => {
  it('reads back what it writes, with letters of any script', async () => {
    const { addressOf, to, wordsOf } = await import('../src/app/address.svelte');
    const address = addressOf(new URL(to.read('папка', 'статьи/a?b#c<d>.txt', 12, 26, 'f:1'), 'http://127.0.0.1'));
    expect(address).toMatchObject({ view: 'read', project: 'папка', source: 'статьи/a?b#c<d>.txt' });
    expect(wordsOf(address.hash)).toEqual({ start: 12, end: 26, finding: 'f:1' });
  });
  it('keeps filters in the address', async () => {
    const { addressOf } = await import('../src/app/address.svelte');
    const address = addressOf(new URL('http://127.0.0.1/p/x/documents?addressee=b&addressee=c&from=1920-05'));
    expect([address.view, address.list, address.filters.getAll('addressee')]).toEqual(['list', 'documents', ['b', 'c']]);
  });
  it('says that it does not know an address', async () => {
    const { addressOf } = await import('../src/app/address.svelte');
    expect(addressOf(new URL('http://127.0.0.1/p/x/nothing')).view).toBe('unknown');
    expect(addressOf(new URL('http://127.0.0.1/p/x/e/%E0%A4%A')).view).toBe('entity');
  });
});
