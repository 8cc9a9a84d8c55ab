/** Where a softphone registers: setting `sip_server`, or this site's own `/ws`. `origin`: of the request. */
export const sipServer = (setting: string, origin: string): string =>
  setting === '' ? `${origin.replace(/^http/, 'ws')}/ws` : setting
