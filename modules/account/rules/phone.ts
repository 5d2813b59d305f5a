import { parsePhoneNumberFromString } from "libphonenumber-js/min"

/** Longer is no number, however it is spaced. */
const longestInput = 32

/** Prefixes of mobile numbers by INCM's numbering plan: 82 and 83 Tmcel, 84 and 85 Vodacom, 86 and 87 Movitel. */
const mozambicanMobile = /^8[2-7][0-9]{7}$/

/** The plan has no trunk prefix, but people put the zero of their neighbours' there. */
const needlessZero = /^0(?=8[2-7])/

/**
 * A phone number in E.164 form, "+258841234567"; undefined where it is none. Without a
 * "+" it is read as Mozambican, with or without 258. Mozambican numbers must be mobile:
 * wallets and messages are what they are for. Others need only be valid in their country.
 */
export function normalizePhone(input: string): string | undefined {
  const text = input.normalize("NFKC").trim()
  if (text.length > longestInput || !/^\+?[0-9 ().-]+$/.test(text)) {
    return undefined
  }
  const number = parsePhoneNumberFromString(text.replace(needlessZero, ""), {
    defaultCountry: "MZ",
    extract: false,
  })
  if (number?.isValid() !== true) {
    return undefined
  }
  const isMozambican = number.countryCallingCode === "258"
  return isMozambican && !mozambicanMobile.test(number.nationalNumber) ? undefined : number.number
}

/** Countries whose numbers get text messages, by calling code: others cost, and are rarely a buyer's. */
const textedCountries = ["+258"]

/** Whether text messages are sent to a number in E.164 form. */
export function mayBeTexted(phone: string): boolean {
  return textedCountries.some((code) => phone.startsWith(code))
}
