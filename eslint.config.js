import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const noWallClock = {
  'no-restricted-globals': ['error', { name: 'Date', message: 'Time is a parameter (I10): take a Clock.' }],
  'no-restricted-properties': [
    'error',
    { object: 'performance', property: 'now', message: 'Time is a parameter (I10): take a Clock.' },
    { object: 'Math', property: 'random', message: 'Take a seeded source, or crypto for identities.' },
  ],
}

export default ts.config(
  { ignores: ['dist/**', 'out/**', 'proto/gen/**', 'node_modules/**', 'test-results/**', 'data/**'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'max-lines': ['error', { max: 400 }],
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'vue/no-v-html': 'error',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
    },
  },
  {
    files: ['domain/**/*.ts', 'core/**/*.ts', 'renderer/**/*.ts', 'renderer/**/*.vue'],
    ignores: ['core/system-clock.ts', 'renderer/system-clock.ts', '**/*.test.ts'],
    rules: noWallClock,
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['scripts/**', 'bench/**', 'e2e/**', '*/main.ts', '*/*-main.ts', '*/adapters/*-main.ts'],
    rules: { 'no-console': 'off' },
  },
)
