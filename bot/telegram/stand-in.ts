/**
 * The libraries want to know their bot before they handle anything. We need nothing of it but its number, which is the first half of the
 * token, so nobody has to wait for the platform at the start.
 */
export const standIn = (token: string) => ({
  id: Number(token.split(':')[0]),
  is_bot: true as const,
  first_name: '',
  username: '',
  can_join_groups: false,
  can_read_all_group_messages: false,
  can_manage_bots: false,
  supports_inline_queries: false,
  supports_guest_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  supports_join_request_queries: false,
});
