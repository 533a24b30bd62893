import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';

const LANGUAGES = ['en', 'ru'] as const;
const bundles = Object.fromEntries(
  LANGUAGES.map((tag) => {
    const bundle = new FluentBundle(tag, { useIsolating: false });
    const errors = bundle.addResource(new FluentResource(readFileSync(`locales/${tag}.ftl`, 'utf8')));
    expect(errors).toEqual([]);
    return [tag, bundle];
  }),
) as Record<(typeof LANGUAGES)[number], FluentBundle>;
const keysOf = (tag: string) => [...readFileSync(`locales/${tag}.ftl`, 'utf8').matchAll(/^([a-z][\w-]*) =/gm)].map((match) => match[1]!);
const slotsOf = (tag: string, key: string) => {
  const text = readFileSync(`locales/${tag}.ftl`, 'utf8');
  const start = text.search(new RegExp(`^${key} =`, 'm'));
  const rest = text.slice(start);
  const end = rest.slice(1).search(/\n(?=[a-z#])/);
  return [...new Set([...rest.slice(0, end < 0 ? undefined : end + 1).matchAll(/\$(\w+)/g)].map((match) => match[1]!))].sort();
};
const say = (tag: 'en' | 'ru', key: string, slots: Record<string, string | number>) => bundles[tag].formatPattern(bundles[tag].getMessage(key)!.value!, slots);

describe('the words of the window', () => {
  it('has each key in both languages, once', () => {
    expect(new Set(keysOf('en')).size).toBe(keysOf('en').length);
    expect(keysOf('ru')).toEqual(keysOf('en'));
  });
  it('has the same slots in both languages', () => {
    for (const key of keysOf('en')) expect([key, slotsOf('ru', key)]).toEqual([key, slotsOf('en', key)]);
  });
  it('knows every key that the window says', () => {
    const known = new Set(keysOf('en'));
    const files = readdirSync('src', { recursive: true }).map(String).filter((name) => /\.(ts|svelte)$/.test(name));
    const said = files.flatMap((name) => [...readFileSync(join('src', name), 'utf8').matchAll(/\bsay\('([^']+)'/g)].map((match) => match[1]!));
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((key) => !known.has(key))).toEqual([]);
  });
  it('names the seasons', () => {
    expect(say('en', 'date-season', { season: 'spring', year: '1920' })).toBe('spring 1920');
    expect(say('ru', 'date-season', { season: 'winter', year: '1920' })).toBe('зима 1920');
  });
  it('counts in Russian as Russian does', () => {
    expect([1, 2, 5, 11, 21, 22, 112].map((number) => say('ru', 'authors', { number }))).toEqual(['1 автор', '2 автора', '5 авторов', '11 авторов', '21 автор', '22 автора', '112 авторов']);
  });
});
