import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { routes } from '#contracts/http.ts'
import { openApi } from './openapi.ts'

describe('the OpenAPI document', () => {
  const document = openApi() as {
    paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>
    components: { schemas: object }
  }

  it('in docs/ is what the contracts say (npm run openapi)', async () => {
    const kept: unknown = JSON.parse(
      await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'),
    )
    expect(kept).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it('has every route, each of its path parameters, and no reference that leads nowhere', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(operations.map((operation) => operation.operationId).toSorted()).toEqual(
      Object.keys(routes).toSorted(),
    )
    for (const [path, methods] of Object.entries(document.paths))
      for (const { parameters } of Object.values(methods))
        expect(parameters.filter((p) => p.in === 'path').map((p) => `{${p.name}}`)).toEqual(
          path.match(/\{\w+\}/g) ?? [],
        )
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
    expect(references.length).toBeGreaterThan(20)
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name ?? '')
  })
})
