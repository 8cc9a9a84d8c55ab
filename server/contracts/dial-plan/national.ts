import type { DialClass } from './dial-class.ts'

/**
 * The ten digits of a Russian number, by what a call to it is (the Russian system and plan of numbering: DEF and ABC
 * codes). In Asterisk's notation: X any digit, [..] one of these. No two patterns match the same number; what none
 * matches does not exist. This module imports nothing at run time: the image of Asterisk has no node_modules.
 */
export const national: Readonly<Record<string, DialClass>> = {
  // 940 is Abkhazia, 954 a satellite network
  '9[0-36-9]XXXXXXXX': 'mobile',
  '94[1-9]XXXXXXX': 'mobile',
  '95[0-35-9]XXXXXXX': 'mobile',
  '80[04]XXXXXXX': 'free',
  // paid by the caller: televoting, information, satellite
  '80[1-35-9]XXXXXXX': 'premium',
  '954XXXXXXX': 'premium',
  // Siberia, the Urals, Crimea
  '30[12]XXXXXXX': 'geographic',
  '336XXXXXXX': 'geographic',
  '34[1-35-79]XXXXXXX': 'geographic',
  '35[1-3]XXXXXXX': 'geographic',
  '365XXXXXXX': 'geographic',
  '38[1-58]XXXXXXX': 'geographic',
  '39[0145]XXXXXXX': 'geographic',
  // the Far East, the centre
  '401XXXXXXX': 'geographic',
  '41[1356]XXXXXXX': 'geographic',
  '42[13-67]XXXXXXX': 'geographic',
  '47[1-5]XXXXXXX': 'geographic',
  '48[1-7]XXXXXXX': 'geographic',
  '49[1-689]XXXXXXX': 'geographic',
  // the North-West, the Volga, the South
  '81[1-8]XXXXXXX': 'geographic',
  '82[01]XXXXXXX': 'geographic',
  '83[13-6]XXXXXXX': 'geographic',
  '84[1-8]XXXXXXX': 'geographic',
  '85[15-7]XXXXXXX': 'geographic',
  '86[1-35-79]XXXXXXX': 'geographic',
  '87[1-3789]XXXXXXX': 'geographic',
  // the same +7, other countries and their prices
  '[67]XXXXXXXXX': 'kazakhstan',
  '[89]40XXXXXXX': 'abkhazia',
  // South Ossetia
  '850XXXXXXX': 'abkhazia',
}
