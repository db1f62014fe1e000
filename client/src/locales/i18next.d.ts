import 'i18next';
import type common from './en/common.json';

/**
 * The words' keys, so that a misspelt one does not compile. A feature adds its file here.
 * English stands for all languages: a test holds the others to the same keys.
 */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      parts: typeof import('./en/parts.json');
      signin: typeof import('./en/signin.json');
    };
  }
}
