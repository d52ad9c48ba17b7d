import type { Resolved } from './scalar.ts';

/**
 * A mapping's key as JSON has it, always text: `true: x` is the key "true", `1: x` the key "1" (sigs.k8s.io/yaml
 * yaml.go, convertToJSONableObject). Null for what that refuses: null, and integers beyond int64.
 */
export function textOfKey(key: Resolved): string | null {
  switch (key.type) {
    case 'str':
      return key.value;
    case 'bool':
      return String(key.value);
    case 'int':
      return key.unsigned ? null : key.digits;
    case 'float':
      return floatText(key.value);
    case 'null':
      return null;
  }
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: the shortest digits that a 32-bit float tells apart. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  let shortest = single.toExponential();
  for (let digits = 0; digits <= 9; digits += 1) {
    shortest = single.toExponential(digits);
    if (Math.fround(Number(shortest)) === single) break;
  }
  const [mantissa = '', power = '0'] = shortest.split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return plainDigits(mantissa, exponent);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function plainDigits(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return rest === '' ? sign + whole : `${sign}${whole}.${rest}`;
}
