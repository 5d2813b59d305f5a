import { XMLParser, XMLValidator } from "fast-xml-parser"

/** An element: its text where it holds none, else its children by local name. */
export type XmlNode = string | { readonly [name: string]: unknown }

/** Where a parser puts the text of CDATA sections, which is not to be decoded again. */
const cdata = "#cdata"

/**
 * All values stay texts, since "00" is not 0. No entity is the parser's business: those that
 * XML itself has are decoded below, and a document that declares its own is refused.
 */
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  cdataPropName: cdata,
})

const declaresTypes = /<!(?:DOCTYPE|ENTITY)/i

/** The elements of an XML document; undefined where it is not whole, or declares entities. */
export function readXml(text: string): XmlNode | undefined {
  if (declaresTypes.test(text)) {
    return undefined
  }
  try {
    return XMLValidator.validate(text) === true ? (parser.parse(text) as XmlNode) : undefined
  } catch {
    return undefined
  }
}

/** The one child with a local name; undefined where there is none, or several. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  if (typeof node !== "object" || !Object.hasOwn(node, name)) {
    return undefined
  }
  const value = node[name]
  const isElement = typeof value === "string" || (typeof value === "object" && value !== null)
  return isElement && !Array.isArray(value) ? (value as XmlNode) : undefined
}

/** The child that a path of local names leads to. */
export const descendant = (node: XmlNode | undefined, ...names: readonly string[]) =>
  names.reduce<XmlNode | undefined>((parent, name) => child(parent, name), node)

/** The text of an element, escaped or in CDATA, without space around it; null where it has none. */
export function textOf(node: XmlNode | undefined): string | null {
  if (node === undefined) {
    return null
  }
  const text = typeof node === "string" ? decoded(node) : `${plainText(node)}${sections(node)}`
  return text.trim() === "" ? null : text.trim()
}

const plainText = (node: { readonly [name: string]: unknown }) =>
  typeof node["#text"] === "string" ? decoded(node["#text"]) : ""

const sections = (node: { readonly [name: string]: unknown }) =>
  [node[cdata]]
    .flat()
    .filter((section) => typeof section === "string")
    .join("")

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" }

const decoded = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi, decodeOne)

function decodeOne(
  entity: string,
  decimal: string | undefined,
  hex: string | undefined,
  name: string | undefined
): string {
  if (name !== undefined) {
    return named[name] ?? entity
  }
  const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal)
  return point <= 0x10ffff ? String.fromCodePoint(point) : entity
}
