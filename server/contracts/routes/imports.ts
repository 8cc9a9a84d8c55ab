import { z } from 'zod'
import { Import } from '#contracts/import.ts'
import { IdParams, route } from '#contracts/route.ts'

/** The file itself is sent to POST /api/imports (features/import/http/import-file.ts), residents leave by GET /api/export/residents. */
export const importRoutes = {
  listImports: route({
    method: 'GET',
    path: '/api/imports',
    access: 'directory.import',
    summary: 'Imports, newest first',
    response: z.object({ imports: z.array(Import.omit({ faults: true, sample: true, columns: true })) }),
  }),
  getImport: route({
    method: 'GET',
    path: '/api/imports/:id',
    access: 'directory.import',
    summary: 'One import with its preview, its faults and how far it is',
    params: IdParams,
    response: Import,
  }),
  applyImport: route({
    method: 'POST',
    path: '/api/imports/:id/apply',
    access: 'directory.import',
    summary: 'Write the good lines, all in one transaction; twice is once',
    params: IdParams,
    response: Import,
  }),
}
