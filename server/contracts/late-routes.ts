import { houseRoutes } from './routes/houses.ts'
import { shutdownRoutes } from './routes/shutdowns.ts'
import { directoryRoutes } from './routes/directories.ts'
import { residentRoutes } from './routes/residents.ts'
import { companyRoutes } from './routes/companies.ts'
import { consentRoutes } from './routes/consents.ts'
import { importRoutes } from './routes/imports.ts'
import { lineRoutes } from './routes/lines.ts'
import { settingsRoutes } from './routes/settings.ts'
import { trunkRoutes } from './routes/trunks.ts'

/** Routes of pages that are opened now and then: the client loads them when one of them is asked. */
export const lateRoutes = {
  ...houseRoutes,
  ...shutdownRoutes,
  ...directoryRoutes,
  ...residentRoutes,
  ...lineRoutes,
  ...consentRoutes,
  ...settingsRoutes,
  ...trunkRoutes,
  ...importRoutes,
  ...companyRoutes,
}
