import { z } from 'zod'
import { Call } from '#contracts/call.ts'
import { CallEvent } from '#contracts/call-event.ts'
import { CallerCard } from '#contracts/caller-card.ts'
import { ClassifierEntry } from '#contracts/classifier.ts'
import { AddressHit } from '#contracts/house/address.ts'
import { ErrorBody } from '#contracts/error.ts'
import { routes, type Route } from '#contracts/http.ts'
import { PhoneCredentials } from '#contracts/phone.ts'
import { Settings } from '#contracts/settings.ts'
import { Task } from '#contracts/task.ts'
import { SignedIn, User } from '#contracts/user.ts'

type Json = Record<string, unknown>

/** Shapes that appear once under components/schemas and by $ref elsewhere. */
const named = {
  AddressHit,
  Call,
  CallEvent,
  CallerCard,
  ClassifierEntry,
  ErrorBody,
  PhoneCredentials,
  Settings,
  SignedIn,
  Task,
  User,
}

const registry = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const made = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    metadata: registry,
    unrepresentable: 'any',
  })
  return refsToComponents(withoutKeys(made, ['$schema', '$defs']))
}

const withoutKeys = (value: object, keys: string[]): Json =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))

function refsToComponents(value: object): Json {
  const text = JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/')
  const parsed: unknown = JSON.parse(text)
  return isJson(parsed) ? parsed : {}
}
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const components = (): Json => {
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io: 'output',
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [
      id,
      refsToComponents(withoutKeys(schema, ['$schema', '$id'])),
    ]),
  )
}

const parameters = (
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  example: Route['example'] = {},
): Json[] => {
  if (schema === undefined) return []
  const { properties, required } = schemaOf(schema, 'input')
  if (!isJson(properties)) return []
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (Array.isArray(required) && required.includes(name)),
    schema: property,
    ...(name in example ? { example: example[name] } : {}),
  }))
}

const jsonContent = (schema: Json): Json => ({ 'application/json': { schema } })
const errorAnswer = (description: string): Json => ({
  description,
  content: jsonContent({ $ref: '#/components/schemas/ErrorBody' }),
})

function operation(name: string, route: Route): Json {
  const isChange = route.method !== 'GET'
  return {
    operationId: name,
    summary: route.summary,
    'x-access': route.access,
    security: route.access === 'public' ? [] : [{ session: [], ...(isChange ? { csrf: [] } : {}) }],
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query', route.example)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: jsonContent(schemaOf(route.body, 'input')) } }),
    responses: {
      200: { description: 'Done', content: jsonContent(schemaOf(route.response, 'output')) },
      400: errorAnswer('The input is not as described; `issues` names every fault'),
      ...(route.access === 'public' ? {} : { 401: errorAnswer('Nobody is signed in') }),
      ...(route.access === 'public' && !isChange
        ? {}
        : { 403: errorAnswer('Not allowed, or asked by another site') }),
      ...(route.params === undefined ? {} : { 404: errorAnswer('There is no such thing') }),
      ...(isChange ? { 409: errorAnswer('Somebody changed it first, or its state forbids it') } : {}),
      503: errorAnswer('The database is away; Retry-After says when to try again'),
    },
  }
}

/** The OpenAPI 3.1 document of the API, made from the contracts that the server parses with. */
export function openApi(): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Вахта', version: '1', description: 'Диспетчерская управляющей организации' },
    paths,
    components: {
      schemas: components(),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-vakhta' },
        csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
      },
    },
  }
}
