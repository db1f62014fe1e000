import { expect, it } from 'vitest';
import { readS3Settings } from './s3Settings.ts';

const given = {
  S3_BUCKET: 'capsules',
  S3_REGION: 'eu-south-1',
  S3_ACCESS_KEY_ID: 'AKIA1',
  S3_SECRET_ACCESS_KEY: 'a secret',
};
const read = (env: Record<string, string>) => readS3Settings((name) => env[name]);

it('is off without any of it', () => {
  expect(read({})).toBeUndefined();
  expect(read({ S3_BUCKET: '', S3_ENDPOINT: '' })).toBeUndefined();
});

it("takes Amazon's address of the region unless told another, where buckets stand in the path", () => {
  expect(read(given)).toEqual({
    endpoint: 'https://s3.eu-south-1.amazonaws.com',
    region: 'eu-south-1',
    bucket: 'capsules',
    accessKeyId: 'AKIA1',
    secretAccessKey: 'a secret',
    prefix: '',
    forcePathStyle: false,
  });
  const own = { ...given, S3_REGION: '', S3_ENDPOINT: 'http://minio:9000/', S3_PREFIX: '/school/a' };
  expect(read(own)).toMatchObject({
    endpoint: 'http://minio:9000',
    region: 'us-east-1',
    prefix: 'school/a/',
    forcePathStyle: true,
  });
  expect(read({ ...own, S3_FORCE_PATH_STYLE: '0' })).toMatchObject({ forcePathStyle: false });
});

it.each([
  [{ S3_SECRET_ACCESS_KEY: 'a secret' }, 'S3_BUCKET'],
  [{ ...given, S3_BUCKET: 'A bucket' }, 'S3_BUCKET'],
  [{ ...given, S3_REGION: '' }, 'S3_REGION'],
  [{ ...given, S3_REGION: 'eu/../x' }, 'S3_REGION'],
  [{ ...given, S3_ACCESS_KEY_ID: '' }, 'S3_ACCESS_KEY_ID'],
  [{ ...given, S3_SECRET_ACCESS_KEY: '' }, 'S3_SECRET_ACCESS_KEY'],
  [{ ...given, S3_ENDPOINT: 'https://me:hidden@store.example' }, 'S3_ENDPOINT'],
  [{ ...given, S3_ENDPOINT: 'https://store.example/path' }, 'S3_ENDPOINT'],
  [{ ...given, S3_ENDPOINT: 'store.example' }, 'S3_ENDPOINT'],
  [{ ...given, S3_PREFIX: 'a/../b' }, 'S3_PREFIX'],
  [{ ...given, S3_FORCE_PATH_STYLE: 'yes' }, 'S3_FORCE_PATH_STYLE'],
])('says in a sentence what is wrong, without a secret: %o', (env, name) => {
  let said = '';
  try {
    read(env);
  } catch (error) {
    said = String(error);
  }
  expect(said).toContain(name);
  expect(said).not.toMatch(/a secret|hidden/);
});
