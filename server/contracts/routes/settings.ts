import { z } from 'zod'
import { route } from '#contracts/route.ts'
import { Settings } from '#contracts/settings.ts'

export const settingsRoutes = {
  getSettings: route({
    method: 'GET',
    path: '/api/settings',
    access: 'settings.see',
    summary: 'All settings',
    response: z.object({ settings: Settings, version: z.number().int() }),
  }),
  changeSettings: route({
    method: 'PUT',
    path: '/api/settings',
    access: 'settings.change',
    summary: 'Change settings; live for everybody',
    body: z.object({ version: z.number().int(), changes: Settings.partial() }),
    response: z.object({ settings: Settings, version: z.number().int() }),
  }),
}
