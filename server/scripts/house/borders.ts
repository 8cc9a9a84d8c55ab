import type { Import } from './imports.ts'
import { isTest } from './sources.ts'

/**
 * Which rooms may import which, over where an import leads: no relative path slips through. Packages (koa, knex …)
 * are the linter's (.oxlintrc.json).
 */
interface Border {
  /** What the border says, as it is told. */
  rule: string
  /** Does it stand around this file? */
  around: (from: string) => boolean
  isCrossedBy: (edge: Import) => boolean
}

export interface Fault {
  rule: string
  from: string
  to: string
}

const isIn =
  (...folders: string[]) =>
  (file: string): boolean =>
    folders.some((folder) => file.startsWith(`${folder}/`))

/** The noun of a file of server/features; undefined elsewhere. */
const nounOf = (file: string): string | undefined => /^server\/features\/([^/]+)\//.exec(file)?.[1]
/** What lies on top of a feature is for others too; its folders are its inside (ADR 0032). */
const isFace = (file: string): boolean => /^server\/features\/[^/]+\/[^/]+\.ts$/.test(file)
/** Every transaction has the repositories of all features (server/store.ts), so what they give and take is known to all. */
const isOfDatabase = (file: string): boolean =>
  /^server\/features\/(?:[^/]+\/)+db\//.test(file) ||
  file === 'server/repositories.ts' ||
  file === 'server/ending.ts'
const pageOf = (file: string): string | undefined => /^client\/src\/pages\/([^/]+)\//.exec(file)?.[1]

/** Not product code: it may look inside, to set up a sample or to measure. */
const isBeside = isIn('server/testing', 'server/scripts', 'server/bench', 'server/attack')
const isAdapter = (file: string): boolean =>
  // files of platform/ itself are ports, access says who somebody is; its other folders know a database, a protocol
  (/^server\/platform\/[^/]+\//.test(file) && !isIn('server/platform/access')(file)) ||
  /^server\/features\/(?:[^/]+\/)+db\//.test(file)
const isUseCase = (file: string): boolean =>
  nounOf(file) !== undefined &&
  !isAdapter(file) &&
  !/\/(?:feature|jobs)\.ts$/.test(file) &&
  !/\/(?:http|jobs|realtime|file)\//.test(file)

const staysIn = (room: string, ...others: string[]): Border => ({
  rule: `${room} imports ${['itself', ...others].join(' and ')} alone`,
  around: isIn(room),
  isCrossedBy: ({ to }) => !isIn(room, ...others)(to),
})

const borders: Border[] = [
  staysIn('server/contracts'),
  staysIn('server/domain', 'server/contracts'),
  staysIn('sip', 'server/contracts'),
  {
    rule: 'of a feature nothing but what lies on its top is imported from outside',
    around: (from) => from.startsWith('server/') && !isBeside(from) && !isOfDatabase(from),
    isCrossedBy: ({ from, to, kind }) =>
      nounOf(to) !== undefined &&
      nounOf(to) !== nounOf(from) &&
      !isFace(to) &&
      !(kind === 'type' && isOfDatabase(to)),
  },
  {
    rule: 'server/platform knows no noun: it imports no feature, use case or service',
    around: isIn('server/platform'),
    isCrossedBy: ({ to }) => isIn('server/features', 'server/services')(to),
  },
  {
    rule: 'a use case takes adapters by argument: it imports their types alone',
    around: isUseCase,
    isCrossedBy: ({ to, kind }) => kind !== 'type' && isAdapter(to),
  },
  {
    rule: 'a page imports no other page: what two show lies in entities or ui',
    around: (from) => pageOf(from) !== undefined,
    isCrossedBy: ({ from, to }) => pageOf(to) !== undefined && pageOf(to) !== pageOf(from),
  },
  {
    rule: 'entities, widgets and ui import no page',
    around: isIn('client/src/entities', 'client/src/widgets', 'client/src/ui'),
    isCrossedBy: ({ to }) => pageOf(to) !== undefined,
  },
]

/** Where the server and code of the pages meet: tests of both, and the script that weighs the pages. */
const isMeeting = (file: string): boolean =>
  isIn('server/testing/together', 'server/testing/system')(file) || file === 'server/scripts/bundle-size.ts'

/** These stand around tests too: who runs the tests of one side needs nothing of the other. */
const sides: Border[] = [
  {
    rule: 'the server imports no code of the pages: a test of both stands in server/testing/together',
    around: (from) => isIn('server', 'sip')(from) && !isMeeting(from),
    isCrossedBy: ({ to }) => isIn('client')(to),
  },
  {
    rule: 'pages and their tests import of the server its contracts and domain alone',
    around: isIn('client'),
    isCrossedBy: ({ to }) => isIn('server', 'sip')(to) && !isIn('server/contracts', 'server/domain')(to),
  },
]

/** Imports that cross a border. Tests may, but for sides: they set up what their subject takes by argument. */
export const crossings = (imports: Import[]): Fault[] =>
  imports.flatMap((edge) =>
    [...sides, ...(isTest(edge.from) ? [] : borders)]
      .filter((border) => border.around(edge.from) && border.isCrossedBy(edge))
      .map(({ rule }) => ({ rule, from: edge.from, to: edge.to })),
  )
