import { describe, expect, it } from 'vitest'
import { containerConfig } from './container-config.ts'

const back = { address: '10.0.2.7', netmask: '255.255.255.0' }
const facts = { back, moduleDir: '/m', readSecret: (file: string) => `secret of ${file}` }
const least = {
  ASTERISK_DB_HOST: 'postgres',
  ASTERISK_DB_PASSWORD: 'p',
  ASTERISK_AMI_SECRET_FILE: '/run/s',
  ASTERISK_AMI_ROBOT_SECRET: 'r',
}

describe('containerConfig', () => {
  it('reads secrets from files and has defaults for the rest', () => {
    const config = containerConfig(least, facts)
    expect(config.amiSecret).toBe('secret of /run/s')
    expect(config.trunk).toMatchObject({ addresses: [], contact: null })
    expect(config.queue).toMatchObject({ number: '112', maxWaitSeconds: 300 })
  })

  it('takes empty values, which a composition gives for unset ones, as missing', () => {
    const config = containerConfig({ ...least, TRUNK_CONTACT: '', ASTERISK_EXTERNAL_ADDRESS: '' }, facts)
    expect(config.trunk.contact).toBeNull()
    expect(config).not.toHaveProperty('externalAddress')
  })

  it('keeps AMI and WebSocket on the internal network', () => {
    const { bind, front } = containerConfig(least, facts)
    expect(bind).toMatchObject({ http: '10.0.2.7', ami: '10.0.2.7', amiPermit: '10.0.2.7/255.255.255.0' })
    expect(front).toEqual(['10.0.2.7/255.255.255.0'])
  })

  it('names what is missing or wrong', () => {
    expect(() => containerConfig({ ...least, ASTERISK_DB_HOST: '' }, facts)).toThrow(/ASTERISK_DB_HOST/)
    expect(() => containerConfig({ ...least, ASTERISK_DB_PORT: 'x' }, facts)).toThrow(/ASTERISK_DB_PORT/)
  })

  it('knows several addresses of a trunk', () => {
    const config = containerConfig({ ...least, TRUNK_ADDRESSES: '10.0.0.5, 10.0.0.6' }, facts)
    expect(config.trunk.addresses).toEqual(['10.0.0.5', '10.0.0.6'])
  })
})
