import { describe, expect, it } from 'vitest';
import { isFrameable, previewAddress, typedPath } from './address';

describe('preview addresses', () => {
  it('leadsThroughOurOwnPath', () => {
    expect(previewAddress('hero', '/', null)).toBe('/preview/hero/');
    expect(previewAddress('hero', '/a?b=1#c', 3000)).toBe('/preview/hero/a?b=1&port=3000#c');
  });

  it('neverLeavesTheProject', () => {
    expect(previewAddress('hero', '//evil.example/x', null)).toBe('/preview/hero/evil.example/x');
    expect(previewAddress('hero', '/../../api/session', null)).toBe('/preview/hero/api/session');
  });

  it('takesAPathOrAWholeAddress', () => {
    expect(typedPath('about')).toBe('/about');
    expect(typedPath(' /about?x=1 ')).toBe('/about?x=1');
    expect(typedPath('http://hero.preview.localhost:8080/about')).toBe('/about');
  });

  it('knowsWhereAFrameKeepsItsCookie', () => {
    expect(isFrameable('http://hero.preview.localhost:8080/')).toBe(true);
    expect(isFrameable('https://hero.preview.example.org/')).toBe(true);
    expect(isFrameable('http://192.168.1.5:40001/')).toBe(false);
  });
});
