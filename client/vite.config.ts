import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { version } from '../package.json' with { type: 'json' }

const server = process.env['VAKHTA_SERVER'] ?? 'http://127.0.0.1:8080'

/** Summaries of routes are for the OpenAPI document: no browser needs them (3 kB). */
const withoutSummaries: Plugin = {
  name: 'without-summaries',
  enforce: 'pre',
  transform: {
    filter: { id: /server\/contracts\/(http|routes\/\w+)\.ts$/ },
    handler: (code) => ({ code: code.replaceAll(/summary:\s*'(?:[^'\\]|\\.)*',/g, ''), map: null }),
  },
}

/**
 * No page asks a schema for its JSON Schema (the OpenAPI document is made by a script), and zod hangs that on each kind
 * of schema, so that no bundler drops it (5 kB).
 */
const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  enforce: 'pre',
  transform: {
    filter: { id: /\/zod\/v4\/classic\/schemas\.js$/ },
    handler: (code) => {
      const asks =
        /\(ctx, json, params\) => processors\.\w+\(inst, ctx, json, params\)|create(?:Standard|To)JSONSchemaMethod(?=\()/g
      if (!asks.test(code))
        throw new Error('zod makes its JSON Schema elsewhere now: see without-json-schema')
      return { code: code.replaceAll(asks, '(() => undefined)'), map: null }
    },
  },
}

/** `vite build client` makes dist/client; `vite client` serves the sources and passes the rest on to a running server. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue({ features: { optionsAPI: false } }), withoutSummaries, withoutJsonSchema],
  define: {
    // vue-i18n: only the composition API, no devtools hooks in the bundle.
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    'import.meta.env.VITE_VERSION': JSON.stringify(version),
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // Data URLs would need `data:` in the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The first browsers with light-dark(), on which the two themes stand (2024).
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: {
        main: `${import.meta.dirname}/index.html`,
        call: `${import.meta.dirname}/call.html`,
        'call-button': `${import.meta.dirname}/../sip/caller/browser/button.ts`,
      },
      output: {
        // Other sites load the button by this name.
        entryFileNames: ({ name }) => (name === 'call-button' ? '[name].js' : 'assets/[name]-[hash].js'),
        // What many pages share would else be dozens of chunks of 300 bytes, each with its name in the first page.
        // Phrases stay out of them: the list of pages, which is loaded first, names them.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // weighed apart (bundle-size.ts)
            { name: 'icons', test: /node_modules\/@lucide\// },
            {
              name: 'forms',
              test: /client\/src\/ui\/(form\/(?!texts)|frames\/(RecordPage|ListPanel|FormDialog))/,
            },
            {
              name: 'lists',
              test: /client\/src\/ui\/(frames\/(List|Search|More|PageDrawer|use-pages)|HistoryList)/,
            },
            {
              name: 'facts',
              test: /client\/src\/(use-request|ui\/EmptyState|entities\/(call\/\w+\.vue|callback\/TaskMessages|place\/(?!texts)|shutdown\/(ShutdownClock|use-shutdown-text)))/,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
      '/ws': { target: server, ws: true },
    },
  },
})
