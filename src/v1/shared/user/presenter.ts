import type { UserDocument } from "../../../../modules/read-model/collections/users/document"

type Address = UserDocument["addresses"][number]

/** An address as its owner sees it. */
export function presentAddress(address: Address) {
  const { _id, medusaId: _medusaId, ...rest } = address
  return { id: String(_id), ...rest }
}

/** An account as its holder sees it; an allow-list. */
export function presentUser(user: UserDocument, mediaBaseUrl: string) {
  const url = (path: string | null) => (path?.startsWith("/") ? mediaBaseUrl + path : path)
  return {
    id: String(user._id),
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    phone: user.phone,
    avatar: url(user.avatar),
    avatarSizes:
      user.avatarSizes === null
        ? null
        : {
            thumbnail: url(user.avatarSizes.thumbnail),
            medium: url(user.avatarSizes.medium),
            large: url(user.avatarSizes.large),
          },
    role: user.role,
    sellerId: user.sellerId === null ? null : String(user.sellerId),
    status: user.status,
    isEmailVerified: user.isEmailVerified,
    isPhoneVerified: user.isPhoneVerified,
    twoFactorEnabled: user.twoFactorEnabled,
    preferences: user.preferences,
    lastLogin: user.lastLogin,
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  }
}
