import { feature } from '#server/platform/feature.ts'
import { residentsFile } from './http/download-residents.ts'
import { importFile } from './http/import-file.ts'
import { importApply, importCheck } from './jobs.ts'
import { listImports } from './list-imports.ts'
import { getImport } from './get-import.ts'
import { applyImport } from './apply-import.ts'

export const importFeature = feature({
  handle: {
    listImports,
    getImport,
    applyImport,
  },
  files: [
    { method: 'post', path: '/api/imports', access: 'directory.import', serve: importFile },
    { method: 'get', path: '/api/export/residents', access: 'directory.import', serve: residentsFile },
  ],
  jobs: { 'import.check': importCheck, 'import.apply': importApply },
})
