package dev.vivarium.server.platform.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** {@code DATA RUN VERB…}: starts the database, does what it is told, prints what it found. */
final class PostgresProbe {

    private PostgresProbe() {}

    public static void main(String[] arguments) throws Exception {
        var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println("adopted=" + postgres.adopted());
        for (int i = 2; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "write" -> {
                    try (var connection = connect(postgres, postgres.password());
                            var statement = connection.prepareStatement("INSERT INTO note VALUES (?)")) {
                        connection.createStatement().execute("CREATE TABLE note (value text)");
                        statement.setString(1, arguments[++i]);
                        statement.executeUpdate();
                    }
                }
                case "read" -> System.out.println("value=" + ask(postgres, "SELECT value FROM note"));
                case "settings" -> printSettings(postgres);
                case "wrong-password" -> {
                    try (var connection = connect(postgres, "guess")) {
                        System.out.println("let in " + connection);
                    } catch (SQLException refused) {
                        System.out.println("refused=" + refused.getSQLState());
                    }
                }
                case "stop" -> postgres.close();
                case "halt" -> Runtime.getRuntime().halt(0);
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
    }

    private static void printSettings(EmbeddedPostgres postgres) throws SQLException {
        for (var name : new String[] {"fsync", "data_checksums", "listen_addresses", "password_encryption"}) {
            System.out.println(name + "=" + ask(postgres, "SHOW " + name));
        }
        System.out.println("version=" + ask(postgres, "SHOW server_version"));
        System.out.println("encoding=" + ask(postgres, "SHOW server_encoding"));
        System.out.println(
                "superuser="
                        + ask(
                                postgres,
                                "SELECT CASE WHEN rolsuper THEN 'true' ELSE 'false' END FROM pg_roles WHERE rolname = current_user"));
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres, postgres.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres, String password) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), password);
    }
}
