import { invalidRequest } from "./failure"

type FormValue = string | FormTree
type FormTree = { [key: string]: FormValue | undefined }

/** Reads `a[b][c]=1&list[]=x&list[0]=y` into nested values. */
export function parseForm(form: string): FormTree {
  const tree = newTree()
  for (const [name, value] of new URLSearchParams(form)) {
    const path = [...name.matchAll(/[^[\]]+|\[\]/g)].map(([part]) => part)
    put(tree, path, value)
  }
  return tree
}

/** Without a prototype, a field named __proto__ is a field like any other. */
function newTree(): FormTree {
  return Object.create(null) as FormTree
}

function put(tree: FormTree, path: readonly string[], value: string): void {
  const [first, ...rest] = path
  if (first === undefined) {
    return
  }
  const key = first === "[]" ? String(Object.keys(tree).length) : first
  if (rest.length === 0) {
    tree[key] = value
    return
  }
  const inner = tree[key]
  const branch = typeof inner === "object" ? inner : newTree()
  tree[key] = branch
  put(branch, rest, value)
}

/** The parameters of a request, read with Stripe's own complaints. */
export class Params {
  constructor(private readonly tree: FormTree) {}

  /** Refuses what an endpoint does not know, as Stripe does: a typing error is found at once. */
  allow(...names: string[]): void {
    const stranger = Object.keys(this.tree).find((name) => !names.includes(name))
    if (stranger !== undefined) {
      throw invalidRequest(`Received unknown parameter: ${stranger}`, {
        code: "parameter_unknown",
        param: stranger,
      })
    }
  }

  text(name: string): string | undefined {
    const value = this.tree[name]
    if (typeof value === "object") {
      throw invalidRequest(`Invalid string: ${name}`, { param: name })
    }
    return value === "" ? undefined : value
  }

  requiredText(name: string): string {
    return this.text(name) ?? this.lack(name)
  }

  integer(name: string): number | undefined {
    const value = this.text(name)
    if (value === undefined) {
      return undefined
    }
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalidRequest(`Invalid integer: ${value}`, {
        code: "parameter_invalid_integer",
        param: name,
      })
    }
    return Number(value)
  }

  requiredInteger(name: string): number {
    return this.integer(name) ?? this.lack(name)
  }

  flag(name: string): boolean {
    return this.text(name) === "true"
  }

  /** The values of a list, in their order. */
  list(name: string): string[] {
    return Object.values(this.branch(name)).filter((value) => typeof value === "string")
  }

  /** Key-value pairs; an empty value takes a key away. */
  metadata(): Record<string, string> {
    const pairs = Object.entries(this.branch("metadata")).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== ""
    )
    const tooLong = pairs.find(([key, value]) => key.length > 40 || value.length > 500)
    if (tooLong !== undefined || pairs.length > 50) {
      throw invalidRequest(
        "Metadata has at most 50 keys, of 40 characters, with values of 500 characters",
        { param: tooLong === undefined ? "metadata" : `metadata[${tooLong[0]}]` }
      )
    }
    return Object.fromEntries(pairs)
  }

  nested(name: string): Params {
    return new Params(this.branch(name))
  }

  has(name: string): boolean {
    return this.tree[name] !== undefined
  }

  private branch(name: string): FormTree {
    const value = this.tree[name]
    return typeof value === "object" ? value : newTree()
  }

  private lack(name: string): never {
    throw invalidRequest(`Missing required param: ${name}.`, {
      code: "parameter_missing",
      param: name,
    })
  }
}
