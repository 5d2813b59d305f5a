import { generateKeyPairSync, randomBytes, sign } from "node:crypto"

/** Both PEM. The certificate is its own authority. */
export type Certificate = { cert: string; key: string }

/** An element of ASN.1 in DER: X.690 §8.1. */
function element(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const lengthBytes =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content])
}

const sequence = (...contents: readonly Buffer[]) => element(0x30, ...contents)
const set = (...contents: readonly Buffer[]) => element(0x31, ...contents)
const integer = (bytes: Buffer) => element(0x02, bytes)
const octets = (content: Buffer) => element(0x04, content)
const oid = (hex: string) => element(0x06, Buffer.from(hex, "hex"))
const text = (value: string) => element(0x0c, Buffer.from(value))
const isTrue = element(0x01, Buffer.from([0xff]))

const oids = {
  commonName: oid("550403"),
  ecdsaWithSha256: oid("2a8648ce3d040302"),
  basicConstraints: oid("551d13"),
  subjectAltName: oid("551d11"),
}

/** UTCTime, which ends in 2049. */
const time = (at: Date) =>
  element(
    0x17,
    Buffer.from(
      at
        .toISOString()
        .replace(/[-:T]|\.\d{3}/g, "")
        .slice(2)
    )
  )

/**
 * A certificate for localhost and 127.0.0.1, good for a day: RFC 5280 §4.1, ECDSA on P-256.
 * Node can check certificates but not make them, and a key in the repository would be
 * somebody's find.
 */
export function selfSignedCertificate(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const algorithm = sequence(oids.ecdsaWithSha256)
  const name = sequence(set(sequence(oids.commonName, text("Txova simulator"))))
  const dayMs = 86_400_000
  const names = sequence(
    element(0x82, Buffer.from("localhost")),
    element(0x87, Buffer.from([127, 0, 0, 1]))
  )
  const extensions = sequence(
    sequence(oids.basicConstraints, isTrue, octets(sequence(isTrue))),
    sequence(oids.subjectAltName, octets(names))
  )
  const toBeSigned = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(new Date(Date.now() - dayMs)), time(new Date(Date.now() + dayMs))),
    name,
    publicKey.export({ format: "der", type: "spki" }),
    element(0xa3, extensions)
  )
  const signature = sign("sha256", toBeSigned, privateKey)
  const bits = element(0x03, Buffer.from([0]), signature)
  return {
    cert: pem("CERTIFICATE", sequence(toBeSigned, algorithm, bits)),
    key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  }
}

const pem = (label: string, der: Buffer) =>
  `-----BEGIN ${label}-----\n${der.toString("base64").replace(/.{64}/g, "$&\n").trimEnd()}\n-----END ${label}-----\n`
