-- A right has a source. What a platform says stays with the account it says it of, and follows it;
-- what a person granted stays with the member until it is taken back. `member.role` is what both
-- come to.
ALTER TABLE identity ADD COLUMN administers boolean NOT NULL DEFAULT false;

ALTER TABLE member
    ADD COLUMN granted_role text CHECK (granted_role IN ('manager', 'admin')),
    -- As in audit_log.actor.
    ADD COLUMN granted_by text,
    ADD COLUMN granted_at timestamptz,
    ADD CONSTRAINT granted_by_somebody
        CHECK ((granted_role IS NULL) = (granted_by IS NULL) AND (granted_role IS NULL) = (granted_at IS NULL));

-- Until now Slack alone said who administers a team. What it says today is asked when the server
-- starts.
UPDATE identity i SET administers = true
FROM member m
WHERE m.workspace_id = i.workspace_id AND m.id = i.member_id AND m.role = 'admin'
  AND i.platform = 'slack' AND i.active AND i.standing = 'member';

-- Everybody else was the first to install the app where the platform says nothing, or was made it by
-- hand.
UPDATE member m SET granted_role = m.role, granted_by = 'system', granted_at = now()
WHERE m.role <> 'member' AND m.merged_into IS NULL
  AND (NOT EXISTS (SELECT FROM identity i
                   WHERE i.workspace_id = m.workspace_id AND i.member_id = m.id AND i.administers)
       OR EXISTS (SELECT FROM audit_log a
                  JOIN member f ON f.workspace_id = a.workspace_id AND f.id::text = a.detail ->> 'member'
                  WHERE a.workspace_id = m.workspace_id AND a.action = 'people.first_admin'
                    AND coalesce(f.merged_into, f.id) = m.id));
