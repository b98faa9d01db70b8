/** There is none. */
export default function Footer() {
  return null;
}
