const FLOAT_MEMBERS = new Set(['EPSILON', 'MAX_VALUE', 'MIN_VALUE', 'parseFloat'])
const FLOAT_METHODS = new Set(['toFixed', 'toPrecision', 'toExponential'])
const FLOAT_ARRAYS = new Set(['Float16Array', 'Float32Array', 'Float64Array'])
const FLOAT_VIEWS = /^[gs]etFloat(16|32|64)$/

/** No floating point in consensus code: neither literals nor what produces or formats floats. */
export const noFloat = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const say = (node, what) =>
      context.report({
        node,
        message: `${what} is floating point; use bigint or a fixed-point type.`,
      })
    return {
      Literal(node) {
        if (typeof node.value !== 'number') return
        const decimal = !/^0[xob]/i.test(node.raw)
        if (decimal && /[.e]/i.test(node.raw)) say(node, node.raw)
      },
      Identifier(node) {
        if (FLOAT_ARRAYS.has(node.name) || node.name === 'parseFloat') say(node, node.name)
      },
      MemberExpression(node) {
        const { object, property } = node
        if (node.computed || property.type !== 'Identifier') return
        const onNumber = object.type === 'Identifier' && object.name === 'Number'
        if (onNumber && property.name !== 'parseFloat' && FLOAT_MEMBERS.has(property.name)) {
          say(node, `Number.${property.name}`)
        } else if (FLOAT_METHODS.has(property.name) || FLOAT_VIEWS.test(property.name)) {
          say(node, property.name)
        }
      },
    }
  },
}
