import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { lackingExtension } from './lackingExtension.ts';

const refusal = (code: string, message: string) => Object.assign(new DatabaseError(message, 1, 'error'), { code });

describe('lackingExtension', () => {
  it.each([
    ['0A000', 'extension "btree_gist" is not available', 'contrib package'],
    ['58P01', 'could not open extension control file "/x/btree_gist.control": No such file or directory', 'contrib'],
    ['42501', 'permission denied to create extension "btree_gist"', 'CREATE EXTENSION btree_gist;'],
  ])('says for %s what to do', (code, message, words) => {
    expect(lackingExtension(refusal(code, message))).toContain(words);
  });

  it('has nothing to say of other failures', () => {
    expect(lackingExtension(refusal('42P07', 'relation "extension" already exists'))).toBeUndefined();
    expect(lackingExtension(new Error('extension "btree_gist" is not available'))).toBeUndefined();
  });
});
