import { describe, expect, it } from 'vitest';
import { axisAround, boundsOf, shapeOf, utc } from '../src/dates/edtf';

const day = (text: string) => Date.parse(`${text}T00:00Z`);

describe('a date drawn as what it is', () => {
  it('draws a day as a solid day', () => expect(shapeOf('1920-05-09')).toEqual({ kind: 'day', from: day('1920-05-09'), to: day('1920-05-10'), doubt: false, soft: false }));
  it('draws a clock time as a needle', () => expect(shapeOf('1920-05-10T04:35')).toMatchObject({ kind: 'moment', from: Date.parse('1920-05-10T04:35Z') }));
  it('draws a month as long as it is, never on the first', () => {
    const shape = shapeOf('1920-02');
    expect(boundsOf(shape)).toEqual([day('1920-02-01'), day('1920-03-01')]);
    expect(shape).toMatchObject({ kind: 'stretch', step: 'month' });
  });
  it('draws a night with round ends', () => expect(shapeOf('1920-05-09/1920-05-10', ['night'])).toMatchObject({ night: true, from: day('1920-05-09'), to: day('1920-05-11') }));
  it('draws the twenties of May as ten days at most', () => expect(boundsOf(shapeOf('1920-05-2X'))).toEqual([day('1920-05-20'), day('1920-05-30')]));
  it('ends the thirties of a month with the month', () => expect(boundsOf(shapeOf('1920-05-3X'))).toEqual([day('1920-05-30'), day('1920-06-01')]));
  it('keeps whole years as years and months as months', () => {
    expect(shapeOf('1918/1920')).toMatchObject({ grain: 'year' });
    expect(shapeOf('1920-05/1920-07')).toMatchObject({ grain: 'month' });
    expect(shapeOf('1920-05/1920-07-03')).toMatchObject({ grain: 'day' });
  });
  it('keeps early May soft', () => expect(shapeOf('1920-05-01~/1920-05-10~')).toMatchObject({ soft: true, step: 'range' }));
  it('keeps the author’s doubt', () => expect(shapeOf('1920-05-11?')).toMatchObject({ kind: 'day', doubt: true }));
  it.each(['../1920-05-01', '[..1920-05-01]', '/1920-05-01'])('draws %s as before', (value) => expect(shapeOf(value)).toMatchObject({ kind: 'before', to: day('1920-05-02') }));
  it.each(['1920-05-14/..', '[1920-05-14..]'])('draws %s as after', (value) => expect(shapeOf(value)).toMatchObject({ kind: 'after', from: day('1920-05-14') }));
  it('tells one of several days from all of them', () => {
    expect(shapeOf('[1920-05-03,1920-05-05]')).toMatchObject({ kind: 'several', oneOf: true });
    expect(shapeOf('{1920-05-03,1920-05-05}')).toMatchObject({ kind: 'several', oneOf: false });
  });
  it('knows decades, centuries and seasons', () => {
    expect(boundsOf(shapeOf('192X'))).toEqual([utc(1920, 0, 1), utc(1930, 0, 1)]);
    expect(shapeOf('17XX')).toMatchObject({ step: 'century' });
    expect(boundsOf(shapeOf('1920-24'))).toEqual([day('1920-12-01'), day('1921-03-01')]);
  });
  it.each([null, '', 'XXXX-05-03', '1920-13', 'yesterday'])('draws nothing for %s', (value) => expect(shapeOf(value)).toEqual({ kind: 'none' }));
  it('gives a single day an axis with air on both sides', () => {
    const [from, to] = axisAround([shapeOf('1920-05-09')])!;
    expect(from).toBeLessThan(day('1920-05-09'));
    expect(to).toBeGreaterThan(day('1920-05-10'));
  });
});
