import type { ShippedPackage } from './shipped-packages.ts'

/** The licences of others, in the one text file that has to travel with every copy. */
export function thirdPartyLicenses(packages: readonly ShippedPackage[]): string {
  const sections = packages.map(
    ({ name, version, license, licenseText }) => `${name} ${version} (${license})\n\n${licenseText.trim()}\n`,
  )
  return ['Konkon contains software of others. These are their licences.\n', ...sections].join(`\n${'-'.repeat(80)}\n`)
}
