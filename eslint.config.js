import vue from 'eslint-plugin-vue'
import vueA11y from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

// ESLint for templates alone; scripts are oxlint's. Formatting is oxfmt's, so rules on it are off.
export default [
  { ignores: ['dist', 'node_modules', 'data'] },
  ...vue.configs['flat/recommended'],
  ...vueA11y.configs['flat/recommended'],
  {
    files: ['client/**/*.vue'],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: tseslint.parser, ecmaVersion: 'latest', sourceType: 'module' },
    },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/no-unused-refs': 'error',
      'vue/no-useless-v-bind': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      // oxfmt's
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/first-attribute-linebreak': 'off',
      // Pages are called Page.vue: the folder names them.
      'vue/multi-word-component-names': ['error', { ignores: ['Page', 'App'] }],
      // UiField joins label and control by id through its slot, which the rules cannot follow.
      'vuejs-accessibility/label-has-for': [
        'error',
        { required: { some: ['nesting', 'id'] }, allowChildren: true },
      ],
      'vuejs-accessibility/form-control-has-label': 'off',
    },
  },
]
