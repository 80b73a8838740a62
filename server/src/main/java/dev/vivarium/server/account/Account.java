package dev.vivarium.server.account;

/**
 * Somebody who owns projects.
 *
 * @param operator may see and end what belongs to others
 */
public record Account(AccountId id, String name, boolean operator) {

    /** The one account of an installation without log-in. */
    public static final Account LOCAL_OPERATOR = new Account(new AccountId("operator"), "Operator", true);
}
