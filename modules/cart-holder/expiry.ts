import { mostCartDays, settingRegistry } from "../setting/registry"

const { key, default: byDefault } = settingRegistry.cartExpiresAfterDays

/**
 * Days after its last change when a cart expires, in SQL: the setting, or its default where what
 * is stored makes no sense.
 */
export const cartDaysSql = `
coalesce((SELECT CASE WHEN v.days BETWEEN 1 AND ${mostCartDays} AND mod(v.days, 1) = 0 THEN v.days::int END
            FROM setting s
            CROSS JOIN LATERAL (SELECT CASE WHEN jsonb_typeof(s.value) = 'number'
                                            THEN (s.value #>> '{}')::numeric END AS days) v
           WHERE s.key = '${key}' AND s.deleted_at IS NULL), ${byDefault})`
