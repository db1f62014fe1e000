/** Attributes that a person reads or hears. */
const spoken = new Set([
  'alt',
  'title',
  'label',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'placeholder',
  'word',
  'legend',
  'claim',
  'hint',
  'error',
  'caption',
]);
const hasLetters = /\p{L}{2}/u;

/** Words on screen stand in client/src/locales/ alone: no letters in JSX text, nor in attributes that are read aloud. */
export const wordsInLocales = {
  meta: { type: 'problem', docs: { description: 'Words on screen come from client/src/locales' } },
  create(context) {
    const report = (node) => context.report({ node, message: 'Words on screen belong in client/src/locales' });
    const checkValue = (node) => {
      if (node?.type === 'Literal' && typeof node.value === 'string' && hasLetters.test(node.value)) report(node);
      if (node?.type === 'TemplateLiteral' && node.quasis.some((part) => hasLetters.test(part.value.raw))) report(node);
      if (node?.type === 'ConditionalExpression') {
        checkValue(node.consequent);
        checkValue(node.alternate);
      }
    };
    return {
      JSXText: (node) => {
        if (hasLetters.test(node.value)) report(node);
      },
      JSXExpressionContainer: (node) => {
        if (node.parent?.type === 'JSXElement' || node.parent?.type === 'JSXFragment') checkValue(node.expression);
      },
      JSXAttribute: (node) => {
        if (!spoken.has(node.name?.name)) return;
        checkValue(node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value);
      },
    };
  },
};
